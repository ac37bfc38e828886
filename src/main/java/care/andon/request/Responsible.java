package care.andon.request;

import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.Routed;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.Row;
import care.andon.routing.engine.RuleRef;
import jakarta.persistence.Embeddable;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who has a request and why they, and who else was told of it. A value: changes give another. */
@Embeddable
class Responsible {
  /** What {@link #read} reads, in its order. */
  static final String COLUMNS =
      "team_id, assignee_id, unrouted, because, told, rule_code, rule_version";

  private @Nullable UUID teamId;
  private @Nullable UUID assigneeId;
  private boolean unrouted;
  private String because;
  private UUID[] told;
  private @Nullable String ruleCode;
  private @Nullable Integer ruleVersion;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate
  Responsible() {}

  private Responsible(
      @Nullable UUID teamId,
      @Nullable UUID assigneeId,
      boolean unrouted,
      String because,
      UUID[] told,
      @Nullable String ruleCode,
      @Nullable Integer ruleVersion) {
    this.teamId = teamId;
    this.assigneeId = assigneeId;
    this.unrouted = unrouted;
    this.because = because;
    this.told = told;
    this.ruleCode = ruleCode;
    this.ruleVersion = ruleVersion;
  }

  static Responsible of(Routed routed) {
    var reasons = routed.reasons();
    return new Responsible(
            value(routed.team()),
            value(routed.person()),
            routed.unrouted(),
            routed.because(),
            new UUID[0],
            reasons == null ? null : reasons.rule(),
            reasons == null ? null : reasons.ruleVersion())
        .told(routed.alsoTell());
  }

  /** Reads {@link #COLUMNS}; the row stands at the column after them. */
  static Responsible read(Row row) throws SQLException {
    return new Responsible(
        row.uuidOrNull(),
        row.uuidOrNull(),
        row.flag(),
        row.text(),
        row.uuids(),
        row.textOrNull(),
        row.numberOrNull());
  }

  /** It is handed on; without a team it is unrouted. */
  Responsible assigned(Assigned to) {
    return new Responsible(
        value(to.team()), value(to.assignee()), to.team() == null, to.reason(), told, null, null);
  }

  /** This person has it from now on; team and reason stay. What has both is routed. */
  Responsible takenUpBy(PersonId person) {
    return new Responsible(
        teamId, person.value(), teamId == null, because, told, ruleCode, ruleVersion);
  }

  /** These know of it from now on, each once. */
  Responsible told(List<PersonId> people) {
    var all = new LinkedHashSet<>(Arrays.asList(told));
    people.forEach(person -> all.add(person.value()));
    return new Responsible(
        teamId, assigneeId, unrouted, because, all.toArray(UUID[]::new), ruleCode, ruleVersion);
  }

  /** Whether a confidential request is this person's to see. */
  boolean isSharedWith(PersonId person, Set<TeamId> teams) {
    return unrouted
        || person.value().equals(assigneeId)
        || Arrays.asList(told).contains(person.value())
        || (teamId != null && teams.contains(new TeamId(teamId)));
  }

  /** Null while the request is unrouted. */
  @Nullable TeamId team() {
    return teamId == null ? null : new TeamId(teamId);
  }

  /** Null while nobody in particular has it. */
  @Nullable PersonId assignee() {
    return assigneeId == null ? null : new PersonId(assigneeId);
  }

  boolean isUnrouted() {
    return unrouted;
  }

  /** Why it went there, in words. */
  String because() {
    return because;
  }

  /** The published rule that sent it there; empty for the ground, and once somebody moved it. */
  Optional<RuleRef> rule() {
    return ruleCode == null || ruleVersion == null
        ? Optional.empty()
        : Optional.of(new RuleRef(ruleCode, ruleVersion));
  }

  /** In the order in which they were told. */
  List<PersonId> told() {
    return Arrays.stream(told).map(PersonId::new).toList();
  }

  private static @Nullable UUID value(@Nullable TeamId team) {
    return team == null ? null : team.value();
  }

  private static @Nullable UUID value(@Nullable PersonId person) {
    return person == null ? null : person.value();
  }
}
