package care.andon.request.escalation;

import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.EscalationCause;
import care.andon.history.RequestEvent.EscalationJoined;
import care.andon.history.RequestEvent.EscalationUnanswered;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides whom an escalation of one request calls at one instant, by the rosters of that instant.
 * Returns events and changes nothing.
 *
 * @param escalations what there is so far
 * @param tiers the people of each tier
 * @param facility of the request
 * @param team of the request; null while it has none
 * @param answerWithin how long the people called have to answer
 */
public record EscalationPlanner(
    RequestEscalations escalations,
    EscalationTiers tiers,
    FacilityId facility,
    @Nullable TeamId team,
    Instant at,
    Duration answerWithin) {

  private static final int HOUSE_SUPERVISOR = 2;

  /**
   * What an escalation has in place of a step, if no step of a clock caused it or those before it.
   */
  static final int UNROUTED_PERCENT = 0;

  private static final int UNROUTED_TIER = 3;

  /** A tier and its people on call. */
  private record Rung(int tier, List<PersonId> people) {}

  /**
   * Plans what happens when a step of a clock calls these tiers. If a tier has no person on call,
   * the nearest tier above it with one is called; if there is none above, the nearest below. A tier
   * that this step has already called is not called again. If no tier has a person on call, the
   * escalation is unanswered at once.
   */
  public List<RequestEvent> step(ClockKind clock, int cycle, int percent, List<Integer> called) {
    var rungs =
        called.stream()
            .map(this::nearest)
            .distinct()
            .filter(rung -> !escalations.hasCalled(clock, cycle, percent, rung.tier()))
            .toList();
    var events = new ArrayList<RequestEvent>();
    var number = escalations.count();
    for (var rung : rungs) {
      number++;
      events.addAll(called(clock, cycle, percent, rung, number, EscalationCause.STEP, null));
    }
    return events;
  }

  /**
   * Plans what happens when a request is unrouted: the administrator on call is called, or else the
   * tier above. If neither has a person on call, the escalation is unanswered at once. Lower tiers
   * are not called, because routing has already found no person there.
   */
  public List<RequestEvent> unrouted() {
    return called(
        ClockKind.ACKNOWLEDGE,
        1,
        UNROUTED_PERCENT,
        upward(UNROUTED_TIER).orElse(new Rung(EscalationTiers.TOP, List.of())),
        escalations.count() + 1,
        EscalationCause.UNROUTED,
        null);
  }

  /**
   * The caregiver says "not fixed", and a step of the promise is behind it: its tier is called, or
   * as for a step the nearest tier with a person on call.
   */
  public List<RequestEvent> reopened(ClockKind clock, int cycle, int percent, int tier) {
    return called(
        clock,
        cycle,
        percent,
        nearest(tier),
        escalations.count() + 1,
        EscalationCause.REOPENED,
        null);
  }

  /**
   * Plans what happens when a taken escalation goes quiet: the next tier above with a person on
   * call is called. If there is none, the new escalation is unanswered at once.
   */
  public List<RequestEvent> goneQuiet(RequestEscalation taken) {
    return called(
        taken.clock(),
        taken.cycle(),
        taken.percent(),
        upward(taken.tier() + 1).orElse(new Rung(EscalationTiers.TOP, List.of())),
        escalations.count() + 1,
        EscalationCause.GONE_QUIET,
        taken.number());
  }

  private List<RequestEvent> called(
      ClockKind clock,
      int cycle,
      int percent,
      Rung rung,
      int number,
      EscalationCause cause,
      @Nullable Integer follows) {
    var isReached = !rung.people().isEmpty();
    var escalated =
        new Escalated(
            clock,
            cycle,
            percent,
            rung.tier(),
            rung.people(),
            number,
            isReached ? at.plus(answerWithin) : at,
            cause,
            follows);
    return isReached ? List.of(escalated) : List.of(escalated, new EscalationUnanswered(number));
  }

  /**
   * Plans what happens when an escalation was not answered in time: the next tier above with a
   * person on call is called. If an open escalation already calls that tier about the same promise,
   * this one joins it. If there is no such tier, this one ends unanswered.
   */
  public RequestEvent nobodyAnswered(RequestEscalation escalation) {
    return climb(escalation, EscalationCause.NOBODY_ANSWERED);
  }

  /** No person whom the escalation called could be reached: the same as if nobody answered. */
  public RequestEvent notReached(RequestEscalation escalation) {
    return climb(escalation, EscalationCause.NOT_REACHED);
  }

  private RequestEvent climb(RequestEscalation escalation, EscalationCause cause) {
    var next = upward(escalation.tier() + 1);
    if (next.isEmpty()) {
      return new EscalationUnanswered(escalation.number());
    }
    var rung = next.get();
    return escalations
        .open(escalation.clock(), escalation.cycle(), rung.tier())
        .<RequestEvent>map(same -> new EscalationJoined(escalation.number(), same.number()))
        .orElseGet(() -> climbed(escalation, rung, cause));
  }

  /**
   * Plans what happens when a request is left unattended: the house supervisor is called, or else
   * the next tier above with a person on call. Empty if there is no such tier, or if an open
   * escalation already calls it about the same promise.
   */
  public Optional<RequestEvent> leftUnattended(ClockKind clock, int cycle) {
    return upward(HOUSE_SUPERVISOR)
        .filter(rung -> escalations.open(clock, cycle, rung.tier()).isEmpty())
        .map(
            rung ->
                new Escalated(
                    clock,
                    cycle,
                    0,
                    rung.tier(),
                    rung.people(),
                    escalations.count() + 1,
                    at.plus(answerWithin),
                    EscalationCause.LEFT_UNATTENDED,
                    null));
  }

  private Escalated climbed(RequestEscalation escalation, Rung rung, EscalationCause cause) {
    return new Escalated(
        escalation.clock(),
        escalation.cycle(),
        escalation.percent(),
        rung.tier(),
        rung.people(),
        escalations.count() + 1,
        at.plus(answerWithin),
        cause,
        escalation.number());
  }

  private Rung nearest(int tier) {
    return upward(tier)
        .or(() -> downward(tier - 1))
        .orElseGet(() -> new Rung(EscalationTiers.TOP, List.of()));
  }

  private Optional<Rung> upward(int from) {
    return first(IntStream.rangeClosed(from, EscalationTiers.TOP));
  }

  private Optional<Rung> downward(int from) {
    return first(IntStream.iterate(from, tier -> tier >= 1, tier -> tier - 1));
  }

  private Optional<Rung> first(IntStream inOrder) {
    return inOrder
        .mapToObj(tier -> new Rung(tier, people(tier)))
        .filter(rung -> !rung.people().isEmpty())
        .findFirst();
  }

  private List<PersonId> people(int tier) {
    return tiers.tier(facility, tier, team, at);
  }
}
