package care.andon.sla;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.sla.match.engine.PolicyCriteria;
import care.andon.sla.match.engine.PolicyRule;
import care.andon.versioned.VersionRef;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One version of a policy: for which requests it makes promises, how soon each falls due, on which
 * calendar, and what happens on the way. Immutable; an edit is a new version.
 *
 * @param clocks the promises; other policies set the clocks that are missing here
 * @param waitLimit how long a request waits for its caregiver at most, in wall-clock time
 * @param answerWithin how long an escalation waits for an answer; null for the usual time of the
 *     impact
 */
public record SlaPolicy(
    VersionRef ref,
    PolicyCriteria criteria,
    Map<ClockKind, ClockPromise> clocks,
    Duration waitLimit,
    @Nullable Duration answerWithin) {

  /** How long a request waits for its caregiver at most. Also the default of a policy. */
  public static final Duration LONGEST_WAIT = Duration.ofHours(24);

  public SlaPolicy {
    var copy = new EnumMap<ClockKind, ClockPromise>(ClockKind.class);
    copy.putAll(clocks);
    clocks = Collections.unmodifiableMap(copy);
  }

  /**
   * One promise.
   *
   * @param target open time until it falls due
   * @param calendar code of the calendar it runs on
   * @param steps what happens at which percentage of the target
   */
  public record ClockPromise(
      Duration target, String calendar, SortedMap<Integer, StepAction> steps) {
    public ClockPromise {
      steps = Collections.unmodifiableSortedMap(new TreeMap<>(steps));
    }
  }

  /** What happens when a clock reaches a step. */
  public sealed interface StepAction {

    /** The assignee is warned. */
    record Warn() implements StepAction {}

    /** The request climbs to the tier above the one it has reached. */
    record ClimbOneTier() implements StepAction {}

    /**
     * The request goes to these tiers, whatever it has reached before.
     *
     * @param tiers ascending
     */
    record GoToTiers(List<Integer> tiers) implements StepAction {
      public GoToTiers {
        tiers = List.copyOf(tiers);
      }
    }
  }

  /**
   * What a clock of this kind promises.
   *
   * @throws IllegalStateException when the policy does not set this clock
   */
  public ClockTerms terms(ClockKind kind) {
    var promise =
        promise(kind).orElseThrow(() -> new IllegalStateException(ref + " sets no " + kind));
    return new ClockTerms(
        promise.target(),
        kind == ClockKind.ACKNOWLEDGE ? null : waitLimit,
        List.copyOf(promise.steps().keySet()));
  }

  /**
   * What happens at a step of such a clock; empty when the percentage is no step of it, as when the
   * impact has changed since.
   */
  public List<StepAction> actions(ClockKind kind, int percent) {
    return promise(kind).map(promise -> promise.steps().get(percent)).stream().toList();
  }

  /** How long an escalation waits for an answer before it climbs, in wall-clock time. */
  public Duration answerWithin(Impact impact) {
    return answerWithin == null ? usuallyAnsweredWithin(impact) : answerWithin;
  }

  /** The same if the policy sets no time. */
  public static Duration usuallyAnsweredWithin(Impact impact) {
    return switch (impact) {
      case PATIENT_WAITING -> Duration.ofMinutes(5);
      case THIS_SHIFT -> Duration.ofMinutes(15);
      case SLOWS_CARE -> Duration.ofHours(1);
      case IMPROVEMENT -> Duration.ofHours(24);
    };
  }

  Optional<ClockPromise> promise(ClockKind kind) {
    return Optional.ofNullable(clocks.get(kind));
  }

  PolicyRule rule() {
    return new PolicyRule(ref.code(), criteria, clocks.keySet());
  }

  boolean runsOn(String calendar) {
    return clocks.values().stream().anyMatch(promise -> promise.calendar().equals(calendar));
  }
}
