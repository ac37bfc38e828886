package care.andon.request;

import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.Routed;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.platform.Row;
import jakarta.persistence.Embeddable;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who has a request and why they, and who else was told of it. */
@Embeddable
class Responsible {
  /** What {@link #read} reads, in its order. */
  static final String COLUMNS = "team_id, assignee_id, unrouted, because, told";

  private @Nullable UUID teamId;
  private @Nullable UUID assigneeId;
  private boolean unrouted;
  private String because;
  private UUID[] told;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate, or by those below
  Responsible() {}

  static Responsible of(Routed routed) {
    var responsible = new Responsible();
    responsible.teamId = value(routed.team());
    responsible.assigneeId = value(routed.person());
    responsible.unrouted = routed.unrouted();
    responsible.because = routed.because();
    responsible.told = new UUID[0];
    responsible.tell(routed.alsoTell());
    return responsible;
  }

  /** Reads {@link #COLUMNS}; the row stands at the column after them. */
  static Responsible read(Row row) throws SQLException {
    var responsible = new Responsible();
    responsible.teamId = row.uuidOrNull();
    responsible.assigneeId = row.uuidOrNull();
    responsible.unrouted = row.flag();
    responsible.because = row.text();
    responsible.told = row.uuids();
    return responsible;
  }

  /** It is handed on; without a team it is unrouted. */
  void assign(Assigned assigned) {
    teamId = value(assigned.team());
    assigneeId = value(assigned.assignee());
    unrouted = teamId == null;
    because = assigned.reason();
  }

  /** This person has it from now on; team and reason stay. */
  void takeUp(PersonId person) {
    assigneeId = person.value();
  }

  /** These know of it from now on, each once. */
  void tell(List<PersonId> people) {
    var all = new LinkedHashSet<>(Arrays.asList(told));
    people.forEach(person -> all.add(person.value()));
    told = all.toArray(UUID[]::new);
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
