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

/** Who has a request and why they, and who else was told of it. A value: changes give another. */
@Embeddable
public class Ownership {
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

  /** Null where the assignee has had it since it was filed. */
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
   * Who has it after something else happened to it.
   *
   * @param untouched whether nobody has done anything about it yet: it is theirs who does
   */
  public Ownership after(RecordedEvent recorded, boolean untouched) {
    var before = isLookedAfterBy(recorded.event()) ? attended() : this;
    var by = recorded.actor();
    var at = recorded.at();
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

  /** Whether somebody has done something about it, or it went to somebody: no more unattended. */
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

  /** Who has it is decided anew; who knew of it still does, and what it went through stays. */
  private Ownership routedAgain(Routed routed, Instant at) {
    var again = of(routed).told(told());
    again.transfers = transfers;
    again.heldSince = at;
    return again;
  }

  private Ownership copy() {
    var copy = new Ownership();
    copy.teamId = teamId;
    copy.assigneeId = assigneeId;
    copy.unrouted = unrouted;
    copy.because = because;
    copy.told = told;
    copy.transfers = transfers;
    copy.givenBackBy = givenBackBy;
    copy.unattended = unattended;
    copy.ruleCode = ruleCode;
    copy.ruleVersion = ruleVersion;
    copy.heldSince = heldSince;
    return copy;
  }

  /**
   * It is handed on; without a team it is unrouted. From one team to another is a transfer.
   *
   * @param assignee null for nobody in particular
   */
  private Ownership movedTo(
      @Nullable TeamId team, @Nullable PersonId assignee, String because, Instant at) {
    var moved = copy();
    moved.teamId = value(team);
    moved.assigneeId = value(assignee);
    moved.unrouted = team == null;
    moved.because = because;
    moved.transfers += teamId != null && team != null && !team.value().equals(teamId) ? 1 : 0;
    moved.givenBackBy = null;
    moved.ruleCode = null;
    moved.ruleVersion = null;
    moved.heldSince = at;
    return moved;
  }

  /** Who had it gives it back to its team, where somebody else has it. */
  private Ownership givenBack(PersonId by, GivenBack given, Instant at) {
    var back = movedTo(given.team(), given.to(), given.because(), at);
    back.givenBackBy = by.value();
    return back;
  }

  /** Whoever had it has left; the team keeps it, unattended while nobody of it is there. */
  private Ownership without(AssigneeLeft left, Instant at) {
    var rest = copy();
    rest.assigneeId = value(left.assignee());
    rest.because = left.reason();
    rest.givenBackBy = null;
    rest.unattended = left.assignee() == null;
    rest.heldSince = at;
    return rest;
  }

  /** Who does something about what nobody has, or has done anything about, has it from then on. */
  private Ownership takenUpBy(@Nullable PersonId person, boolean untouched, Instant at) {
    return person != null && (assigneeId == null || untouched) ? takenUpBy(person, at) : this;
  }

  /** This person has it from now on; team and reason stay. What has both is routed. */
  private Ownership takenUpBy(PersonId person, Instant at) {
    var taken = copy();
    taken.assigneeId = person.value();
    taken.givenBackBy = null;
    taken.unrouted = teamId == null;
    taken.heldSince = at;
    return taken;
  }

  /** Who has it says so, wherever they are: it is theirs from then on as if they had taken it. */
  private Ownership acknowledgedBy(@Nullable PersonId person, Instant at) {
    return person != null && person.equals(assignee()) ? takenUpBy(person, at) : this;
  }

  /** These know of it from now on, each once. */
  private Ownership told(List<PersonId> people) {
    var all = new LinkedHashSet<>(Arrays.asList(told));
    people.forEach(person -> all.add(person.value()));
    var more = copy();
    more.told = all.toArray(UUID[]::new);
    return more;
  }

  /** Who has it is gone, and nobody of the team is there. */
  private Ownership leftUnattended(String because) {
    var left = copy();
    left.because = because;
    left.unattended = true;
    return left;
  }

  /** Who was gone is there again. */
  private Ownership attendedAgain(String because) {
    var again = attended().copy();
    again.because = because;
    return again;
  }

  /** Somebody looks after it. */
  private Ownership attended() {
    if (!unattended) {
      return this;
    }
    var attended = copy();
    attended.unattended = false;
    return attended;
  }

  /** Whether a confidential request is this person's to see. */
  public boolean isSharedWith(PersonId person, Set<TeamId> teams) {
    return unrouted
        || person.value().equals(assigneeId)
        || Arrays.asList(told).contains(person.value())
        || (teamId != null && teams.contains(new TeamId(teamId)));
  }

  /** Null while the request is unrouted. */
  @Nullable
  public TeamId team() {
    return teamId == null ? null : new TeamId(teamId);
  }

  /** Null while nobody in particular has it. */
  @Nullable
  public PersonId assignee() {
    return assigneeId == null ? null : new PersonId(assigneeId);
  }

  public boolean isUnrouted() {
    return unrouted;
  }

  /** How often it went from one team to another. */
  public int transfers() {
    return transfers;
  }

  /** Whether this person gave it back, and nothing has become of it since. */
  public boolean isGivenBackBy(PersonId person) {
    return person.value().equals(givenBackBy);
  }

  /** Since when the assignee has had it; empty for since it was filed. */
  public Optional<Instant> heldSince() {
    return Optional.ofNullable(heldSince);
  }

  /**
   * Whether its assignee is off shift, with something due, or has left, and nobody of the team was
   * there.
   */
  public boolean isUnattended() {
    return unattended;
  }

  /** Why it went there, in words. */
  public String because() {
    return because;
  }

  /** The published rule that sent it there; empty for the ground, and once somebody moved it. */
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
