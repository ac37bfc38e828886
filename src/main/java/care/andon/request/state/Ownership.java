package care.andon.request.state;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Acknowledged;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Assessed;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.AssigneeLeft;
import care.andon.history.RequestEvent.AttendedAgain;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.history.RequestEvent.GivenBack;
import care.andon.history.RequestEvent.HandedOver;
import care.andon.history.RequestEvent.LeftUnattended;
import care.andon.history.RequestEvent.Messaged;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.Routed;
import care.andon.history.RequestEvent.RoutedAgain;
import care.andon.history.RequestEvent.Taken;
import care.andon.history.RequestEvent.Withdrawn;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.routing.engine.RuleRef;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The team and the assignee of a request, the reason, and who else was told. Immutable: a change
 * returns another value.
 */
@Embeddable
public class Ownership implements Cloneable {
  private @Nullable UUID teamId;
  private @Nullable UUID assigneeId;
  private boolean unrouted;
  private String because;
  private UUID[] told;
  private int transfers;
  private @Nullable UUID givenBackBy;
  private boolean unattended;
  private @Nullable String ruleCode;
  private @Nullable Integer ruleVersion;

  /** The person whose act is the reason instead of {@code because}; null if none is. */
  private @Nullable UUID actedBy;

  /** Null if the request has had its assignee since it was filed. */
  private @Nullable Instant heldSince;

  @SuppressWarnings("NullAway.Init") // filled by Hibernate, or by those below
  Ownership() {}

  public static Ownership of(Routed routed) {
    var responsible = new Ownership();
    responsible.teamId = value(routed.team());
    responsible.assigneeId = value(routed.person());
    responsible.unrouted = routed.unrouted();
    responsible.because = routed.because();
    responsible.told = new UUID[0];
    var reasons = routed.reasons();
    if (reasons != null) {
      responsible.ruleCode = reasons.rule();
      responsible.ruleVersion = reasons.ruleVersion();
    }
    return responsible.told(routed.alsoTell());
  }

  /**
   * The ownership after an event.
   *
   * @param untouched whether nobody has acted on the request yet; the first person who does becomes
   *     its assignee
   */
  public Ownership after(RecordedEvent recorded, boolean untouched) {
    var by = recorded.actor();
    var at = recorded.at();
    var before = isLookedAfterBy(recorded.event()) ? attended(by) : this;
    return switch (recorded.event()) {
      case Acknowledged acknowledged -> before.takenUpBy(by, untouched, at).acknowledgedBy(by, at);
      case Asked asked -> before.takenUpBy(by, untouched, at);
      case Resolved resolved -> before.takenUpBy(by, untouched, at);
      case Declined declined -> before.takenUpBy(by, untouched, at);
      case Assigned(var team, var assignee, var reason) ->
          before.movedTo(team, assignee, reason, at);
      case Taken taken -> before.movedTo(taken.team(), by, taken.because(), at);
      case GivenBack back -> before.givenBack(Objects.requireNonNull(by), back, at);
      case HandedOver over -> before.movedTo(over.team(), over.to(), over.because(), at);
      case RoutedAgain(var routed) -> before.routedAgain(routed, at);
      case LeftUnattended left -> before.leftUnattended(left.because());
      case AttendedAgain again -> before.attendedAgain(again.because());
      case AssigneeLeft left -> before.without(left, at);
      case Escalated escalated -> before.told(escalated.to());
      default -> before;
    };
  }

  /** Whether the event means that a person looks after the request: it is not unattended. */
  private static boolean isLookedAfterBy(RequestEvent event) {
    return switch (event) {
      case Acknowledged acknowledged -> true;
      case Assigned assigned -> true;
      case Taken taken -> true;
      case GivenBack back -> true;
      case HandedOver over -> true;
      case Messaged message -> !message.fromCaregiver();
      case Asked asked -> true;
      case Assessed assessed -> true;
      case Resolved resolved -> true;
      case Declined declined -> true;
      case Withdrawn withdrawn -> true;
      case EscalationTaken taken -> true;
      default -> false;
    };
  }

  /** The request was routed anew. The people told and the number of transfers stay. */
  private Ownership routedAgain(Routed routed, Instant at) {
    var again = of(routed).told(told());
    again.transfers = transfers;
    again.heldSince = at;
    return again;
  }

  private Ownership copy() {
    try {
      return (Ownership) clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * The request goes to a team; without one it is unrouted. From one team to another is a transfer.
   *
   * @param assignee null for the team alone
   */
  private Ownership movedTo(
      @Nullable TeamId team, @Nullable PersonId assignee, String because, Instant at) {
    var moved = copy();
    moved.teamId = value(team);
    moved.assigneeId = value(assignee);
    moved.unrouted = team == null;
    moved.because = because;
    moved.actedBy = null;
    moved.transfers += teamId != null && team != null && !team.value().equals(teamId) ? 1 : 0;
    moved.givenBackBy = null;
    moved.ruleCode = null;
    moved.ruleVersion = null;
    moved.heldSince = at;
    return moved;
  }

  /** The assignee gives the request back to the team, where it goes to another person. */
  private Ownership givenBack(PersonId by, GivenBack given, Instant at) {
    var back = movedTo(given.team(), given.to(), given.because(), at);
    back.givenBackBy = by.value();
    return back;
  }

  /** The assignee has left. The team keeps the request, unattended if nobody of it is on call. */
  private Ownership without(AssigneeLeft left, Instant at) {
    var rest = copy();
    rest.assigneeId = value(left.assignee());
    rest.because = left.reason();
    rest.actedBy = null;
    rest.givenBackBy = null;
    rest.unattended = left.assignee() == null;
    rest.heldSince = at;
    return rest;
  }

  /** The first person to act on an unassigned request becomes its assignee. */
  private Ownership takenUpBy(@Nullable PersonId person, boolean untouched, Instant at) {
    return person != null && (assigneeId == null || untouched) ? takenUpBy(person, at) : this;
  }

  /**
   * The person becomes the assignee. That they acted is the reason, unless they were the assignee
   * before. A request with a team and an assignee counts as routed.
   */
  private Ownership takenUpBy(PersonId person, Instant at) {
    var taken = copy();
    taken.actedBy = person.equals(assignee()) ? actedBy : value(person);
    taken.assigneeId = value(person);
    taken.givenBackBy = null;
    taken.unrouted = teamId == null;
    taken.heldSince = at;
    return taken;
  }

  /** An acknowledgement by the assignee counts as if they had taken the request. */
  private Ownership acknowledgedBy(@Nullable PersonId person, Instant at) {
    return person != null && person.equals(assignee()) ? takenUpBy(person, at) : this;
  }

  /** Adds people who were told, each once. */
  private Ownership told(List<PersonId> people) {
    var all = new LinkedHashSet<>(Arrays.asList(told));
    people.forEach(person -> all.add(person.value()));
    var more = copy();
    more.told = all.toArray(UUID[]::new);
    return more;
  }

  /** The assignee is off shift, and nobody of the team is on call. */
  private Ownership leftUnattended(String because) {
    var left = copy();
    left.because = because;
    left.actedBy = null;
    left.unattended = true;
    return left;
  }

  /** The assignee is back on shift. */
  private Ownership attendedAgain(String because) {
    var again = copy();
    again.unattended = false;
    again.because = because;
    return again;
  }

  /**
   * A person looks after the request. That it was unattended is no reason any more. When the asker
   * withdrew it, the reason stays: it does not name an asker.
   */
  private Ownership attended(@Nullable PersonId by) {
    if (!unattended) {
      return this;
    }
    var attended = copy();
    attended.actedBy = value(by);
    attended.unattended = false;
    return attended;
  }

  /**
   * Whether the person may see the request if it is confidential. An unrouted one is shared with
   * the people who were called; with everybody only if nobody could be called.
   */
  public boolean isSharedWith(PersonId person, Set<TeamId> teams) {
    return (unrouted && told.length == 0)
        || person.value().equals(assigneeId)
        || Arrays.asList(told).contains(person.value())
        || (teamId != null && teams.contains(new TeamId(teamId)));
  }

  /** Null while the request is unrouted. */
  @Nullable
  public TeamId team() {
    return teamId == null ? null : new TeamId(teamId);
  }

  /** Null while the request has no assignee. */
  @Nullable
  public PersonId assignee() {
    return assigneeId == null ? null : new PersonId(assigneeId);
  }

  public boolean isUnrouted() {
    return unrouted;
  }

  /** How often the request went from one team to another. */
  public int transfers() {
    return transfers;
  }

  /** Whether this person gave the request back, and it has not been moved since. */
  public boolean isGivenBackBy(PersonId person) {
    return person.value().equals(givenBackBy);
  }

  /** Since when the assignee has had the request; empty if since it was filed. */
  public Optional<Instant> heldSince() {
    return Optional.ofNullable(heldSince);
  }

  /**
   * Whether the assignee is off shift with something due, or has left, while nobody of the team was
   * on call; or was named by a person while off shift.
   */
  public boolean isUnattended() {
    return unattended;
  }

  /** Says that the request is unattended, and why; empty if a person on call looks after it. */
  public Optional<String> warning() {
    return unattended ? Optional.of(warningOf(because)) : Optional.empty();
  }

  /** Returns the text of a warning with this reason. */
  public static String warningOf(String because) {
    return "Unattended: " + because;
  }

  /** The same ownership with the reason of another one, in words. */
  public Ownership withWordsOf(Ownership other) {
    var same = copy();
    same.because = other.because;
    return same;
  }

  /** The reason for team and assignee, in words, unless {@link #actedBy} is the reason. */
  public String because() {
    return because;
  }

  /**
   * The person whose act is the reason for team and assignee: they became the assignee by it, or
   * looked after the request while it was unattended. Empty while {@link #because} holds.
   */
  public Optional<PersonId> actedBy() {
    return Optional.ofNullable(actedBy).map(PersonId::new);
  }

  /** The routing rule that decided; empty for a category owner, and after a person moved it. */
  public Optional<RuleRef> rule() {
    return ruleCode == null || ruleVersion == null
        ? Optional.empty()
        : Optional.of(new RuleRef(ruleCode, ruleVersion));
  }

  /** In the order in which they were told. */
  public List<PersonId> told() {
    return Arrays.stream(told).map(PersonId::new).toList();
  }

  private static @Nullable UUID value(@Nullable TeamId team) {
    return team == null ? null : team.value();
  }

  private static @Nullable UUID value(@Nullable PersonId person) {
    return person == null ? null : person.value();
  }
}
