package care.andon.views;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.Reference;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.platform.sql.ResultRow;
import care.andon.request.asker.Askers;
import care.andon.request.state.RequestStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request in a list of a view, as the database has it.
 *
 * @param total how many requests the list has, shown or not; 0 in lists that are paged
 * @param answeredAt when the caregiver was told the outcome
 * @param dueAt when the next promise falls due or the longest missed one did; null for none
 * @param silentSince when the caregiver was last told something, or asked
 * @param askedAgain how often the caregiver asked again
 * @param askedAgainAt when they did last; null outside worklists, like their words
 * @param since what happened since the viewer last acted for the department; empty outside
 *     worklists
 * @param escalation the open escalation that has to be answered first; null for none
 */
record RequestRow(
    ListName list,
    long total,
    UUID id,
    Reference reference,
    RequestStatus status,
    Impact impact,
    Category category,
    String need,
    @Nullable String room,
    Visibility visibility,
    FacilityId facility,
    UnitId unit,
    Askers askers,
    @Nullable TeamId team,
    @Nullable PersonId assignee,
    boolean unrouted,
    boolean unattended,
    int transfers,
    Instant askedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant promisedBy,
    @Nullable String words,
    @Nullable Instant dueAt,
    @Nullable Instant waitEndsAt,
    Instant silentSince,
    @Nullable Instant acknowledgeBy,
    @Nullable Instant updateBy,
    @Nullable Instant resolveBy,
    int askedAgain,
    @Nullable Instant askedAgainAt,
    @Nullable String askedAgainWords,
    List<Happened> since,
    @Nullable Escalation escalation) {

  /**
   * An event.
   *
   * @param asker the number of the asker who caused it; null for others
   */
  record Happened(String type, @Nullable Integer asker) {
    private static List<Happened> read(ResultRow row) throws SQLException {
      return Arrays.stream(row.textsOrNone("happened")).map(Happened::parse).toList();
    }

    private static Happened parse(String text) {
      var parts = text.split(":", -1);
      return new Happened(parts[0], parts[1].isEmpty() ? null : Integer.valueOf(parts[1]));
    }
  }

  /** An escalation that nobody has answered yet. */
  record Escalation(int number, int tier, Instant answerBy, List<PersonId> people) {
    private static @Nullable Escalation read(ResultRow row) throws SQLException {
      var number = row.numberOrNull("number");
      return number == null
          ? null
          : new Escalation(
              number,
              row.number("tier"),
              row.instant("answer_by"),
              Arrays.stream(row.uuids("people")).map(PersonId::new).toList());
    }
  }

  /** Reads a row that {@link ViewQueries} selects. */
  static RequestRow read(ResultRow row) throws SQLException {
    return new RequestRow(
        row.constant("list", ListName.class),
        row.bigNumber("total"),
        row.uuid("id"),
        new Reference(row.bigNumber("reference")),
        row.constant("status", RequestStatus.class),
        row.constant("impact", Impact.class),
        row.constant("category", Category.class),
        row.text("need"),
        row.textOrNull("room"),
        row.constant("visibility", Visibility.class),
        new FacilityId(row.uuid("facility_id")),
        new UnitId(row.uuid("unit_id")),
        Askers.parse(row.textOrNull("askers")),
        orNull(row.uuidOrNull("team_id"), TeamId::new),
        orNull(row.uuidOrNull("assignee_id"), PersonId::new),
        row.flag("unrouted"),
        row.flag("unattended"),
        row.number("transfers"),
        row.instant("asked_at"),
        row.instantOrNull("answered_at"),
        row.instantOrNull("promised_by"),
        row.textOrNull("words"),
        row.instantOrNull("due_at"),
        row.instantOrNull("wait_ends_at"),
        row.instant("silent_since"),
        row.instantOrNull("acknowledge_by"),
        row.instantOrNull("update_by"),
        row.instantOrNull("resolve_by"),
        row.number("asked_again"),
        row.instantOrNull("asked_again_at"),
        row.textOrNull("asked_again_words"),
        Happened.read(row),
        Escalation.read(row));
  }

  private static <T> @Nullable T orNull(@Nullable UUID id, Function<UUID, T> make) {
    return id == null ? null : make.apply(id);
  }
}
