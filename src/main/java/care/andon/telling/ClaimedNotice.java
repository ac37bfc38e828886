package care.andon.telling;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.Reference;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.platform.sql.ResultRow;
import care.andon.telling.engine.NoticeDecision;
import care.andon.telling.engine.NoticeOccasion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notice with the present state of its request.
 *
 * @param heldUntil the end of the quiet hours that held it; null if none did
 * @param escalationState null if it is not about an escalation
 * @param isKnownUnreached whether it is in the history that this person cannot be reached
 * @param isActedOn for a last resort: whether a person of the department acted on the request since
 */
record ClaimedNotice(
    UUID id,
    UUID request,
    NoticeOccasion occasion,
    @Nullable Integer escalation,
    Instant plannedAt,
    Instant nextAt,
    @Nullable Instant heldUntil,
    int step,
    Reference reference,
    Impact impact,
    Category category,
    Visibility visibility,
    UnitId unit,
    FacilityId facility,
    String status,
    @Nullable UUID assignee,
    @Nullable String escalationState,
    @Nullable UUID takenBy,
    @Nullable Instant answerBy,
    boolean isKnownUnreached,
    boolean isActedOn) {
  private static final Set<String> OPEN = Set.of("open", "acknowledged", "waiting_for_caregiver");

  /** The columns of this record; see {@link #of}. */
  static final String COLUMNS =
      """
      notice.id, notice.request_id, notice.occasion, notice.escalation, notice.planned_at,
      notice.next_at, notice.held_until, notice.step, request.reference, request.impact, request.category,
      request.visibility, request.unit_id, request.facility_id, request.status,
      request.assignee_id, called.state as escalation_state, called.taken_by, called.answer_by,
      notice.person_id = any (called.not_reached) is true as known_unreached,
      notice.facility_id is not null and exists (
        select from request_event acted
        where acted.request_id = notice.request_id and acted.seq > notice.seq
          and acted.actor_id is not null) as acted_on
      """;

  static ClaimedNotice of(ResultSet result) throws SQLException {
    var row = new ResultRow(result);
    return new ClaimedNotice(
        row.uuid("id"),
        row.uuid("request_id"),
        row.constant("occasion", NoticeOccasion.class),
        row.numberOrNull("escalation"),
        row.instant("planned_at"),
        row.instant("next_at"),
        row.instantOrNull("held_until"),
        row.number("step"),
        new Reference(row.bigNumber("reference")),
        row.constant("impact", Impact.class),
        row.constant("category", Category.class),
        row.constant("visibility", Visibility.class),
        new UnitId(row.uuid("unit_id")),
        new FacilityId(row.uuid("facility_id")),
        row.text("status"),
        row.uuidOrNull("assignee_id"),
        row.textOrNull("escalation_state"),
        row.uuidOrNull("taken_by"),
        row.instantOrNull("answer_by"),
        result.getBoolean("known_unreached"),
        result.getBoolean("acted_on"));
  }

  /**
   * What to do with it now.
   *
   * @param quiet whether the addressee has quiet hours now
   */
  NoticeDecision decide(Addressee addressee, boolean onDuty, boolean quiet, Instant now) {
    return NoticeDecision.of(
        new NoticeDecision.State(
            occasion,
            impact,
            stillConcerns(addressee),
            addressee.id().equals(takenBy),
            onDuty,
            quiet,
            step,
            !nextAt.isAfter(now) || nextAt.equals(heldUntil),
            heldUntil == null ? plannedAt : heldUntil),
        now);
  }

  private boolean stillConcerns(Addressee addressee) {
    if (occasion.isForLastResort()) {
      return OPEN.contains(status) && !isActedOn;
    }
    if (occasion.isForAskers()) {
      return true;
    }
    return occasion.isPage()
        ? "open".equals(escalationState)
        : OPEN.contains(status) && addressee.id().equals(assignee);
  }

  boolean isConfidential() {
    return visibility == Visibility.CONFIDENTIAL;
  }
}
