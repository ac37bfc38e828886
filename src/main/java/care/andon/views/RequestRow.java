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
import care.andon.request.RequestStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request in a view, as it is read.
 *
 * @param part the list it is in
 * @param total how many requests there are in that list, shown or not; 0 where nobody counts
 * @param dueAt when the next promise falls due or the longest missed one did; null for none
 * @param silentSince when the caregiver last heard a word, or asked
 * @param escalation the open one that has to be answered first; null for none
 */
record RequestRow(
    String part,
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
    PersonId requester,
    @Nullable PersonId onBehalfOf,
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
    @Nullable Escalation escalation) {

  /** What waits for a named human to say "I have it". */
  record Escalation(int number, int tier, Instant answerBy, List<PersonId> people) {
    private static @Nullable Escalation read(ResultRow row) throws SQLException {
      var number = row.numberOrNull();
      var tier = row.number();
      var answerBy = row.instantOrNull();
      return number == null || answerBy == null
          ? null
          : new Escalation(
              number, tier, answerBy, Arrays.stream(row.uuids()).map(PersonId::new).toList());
    }
  }

  /** Reads what {@link ListQuery} selects, in its order. */
  static RequestRow read(ResultRow row) throws SQLException {
    return new RequestRow(
        row.text(),
        row.bigNumber(),
        row.uuid(),
        new Reference(row.bigNumber()),
        row.constant(RequestStatus.class),
        row.constant(Impact.class),
        row.constant(Category.class),
        row.text(),
        row.textOrNull(),
        row.constant(Visibility.class),
        new FacilityId(row.uuid()),
        new UnitId(row.uuid()),
        new PersonId(row.uuid()),
        person(row.uuidOrNull()),
        team(row.uuidOrNull()),
        person(row.uuidOrNull()),
        row.flag(),
        row.flag(),
        row.number(),
        row.instant(),
        row.instantOrNull(),
        row.instantOrNull(),
        row.textOrNull(),
        row.instantOrNull(),
        row.instantOrNull(),
        row.instant(),
        row.instantOrNull(),
        row.instantOrNull(),
        row.instantOrNull(),
        Escalation.read(row));
  }

  private static @Nullable PersonId person(@Nullable UUID id) {
    return id == null ? null : new PersonId(id);
  }

  private static @Nullable TeamId team(@Nullable UUID id) {
    return id == null ? null : new TeamId(id);
  }
}
