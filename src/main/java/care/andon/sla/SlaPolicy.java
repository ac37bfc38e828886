package care.andon.sla;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One version of what is promised: targets by impact, with overrides by category, and what happens
 * as a promise nears and passes. Immutable; an edit is a new version.
 *
 * @param calendar the calendar all its clocks run on
 * @param waitLimit how long a request waits for its caregiver at most, in wall-clock time
 * @param warnAtPercent at which percentage of any target the assignee is warned
 */
public record SlaPolicy(
    VersionRef ref,
    VersionRef calendar,
    Duration waitLimit,
    Map<Impact, Map<ClockKind, Duration>> targets,
    List<TargetOverride> overrides,
    int warnAtPercent,
    Escalation escalation) {

  private static final int DUE = 100;

  public SlaPolicy {
    targets = Map.copyOf(targets);
    overrides = List.copyOf(overrides);
  }

  /** Targets that win over the general ones for one category and impact. */
  public record TargetOverride(Category category, Impact impact, Map<ClockKind, Duration> targets) {
    public TargetOverride {
      targets = Map.copyOf(targets);
    }

    private boolean isAbout(Category otherCategory, Impact otherImpact) {
      return category == otherCategory && impact == otherImpact;
    }
  }

  /** Which clocks climb a tier when they fall due, and who is called when nobody answers at all. */
  public record Escalation(List<ClockKind> climbing, Unacknowledged unacknowledged) {
    public Escalation {
      climbing = List.copyOf(climbing);
    }
  }

  /**
   * A request of this impact, not acknowledged for so long, goes to these tiers at once.
   *
   * @param after open time since it was received
   */
  public record Unacknowledged(Impact impact, Duration after, List<Integer> tiers) {
    public Unacknowledged {
      tiers = List.copyOf(tiers);
    }
  }

  /** What a clock of this kind promises for this category and impact. */
  public ClockTerms terms(Category category, Impact impact, ClockKind kind) {
    return new ClockTerms(
        target(category, impact, kind),
        kind == ClockKind.ACKNOWLEDGE ? null : waitLimit,
        List.copyOf(steps(category, impact, kind).keySet()));
  }

  /**
   * What happens at a step of such a clock; empty when the percentage is no step of it, as when the
   * impact has changed since.
   */
  public List<StepAction> actions(Category category, Impact impact, ClockKind kind, int percent) {
    return steps(category, impact, kind).getOrDefault(percent, List.of());
  }

  /**
   * How long somebody who was called has to say "I have it", in wall-clock time, before the next
   * tier is called.
   */
  public Duration answerWithin(Impact impact) {
    return switch (impact) {
      case PATIENT_WAITING -> Duration.ofMinutes(5);
      case THIS_SHIFT -> Duration.ofMinutes(15);
      case SLOWS_CARE -> Duration.ofHours(1);
      case IMPROVEMENT -> Duration.ofHours(24);
    };
  }

  private Duration target(Category category, Impact impact, ClockKind kind) {
    return overrides.stream()
        .filter(override -> override.isAbout(category, impact))
        .filter(override -> override.targets().containsKey(kind))
        .map(override -> required(override.targets(), kind))
        .findFirst()
        .orElseGet(() -> required(required(targets, impact), kind));
  }

  private SortedMap<Integer, List<StepAction>> steps(
      Category category, Impact impact, ClockKind kind) {
    var steps = new TreeMap<Integer, List<StepAction>>();
    steps.computeIfAbsent(warnAtPercent, percent -> new ArrayList<>()).add(new StepAction.Warn());
    if (escalation.climbing().contains(kind)) {
      steps.computeIfAbsent(DUE, percent -> new ArrayList<>()).add(new StepAction.ClimbOneTier());
    }
    var unacknowledged = escalation.unacknowledged();
    if (kind == ClockKind.ACKNOWLEDGE && impact == unacknowledged.impact()) {
      steps
          .computeIfAbsent(
              percentOf(target(category, impact, kind), unacknowledged.after()),
              percent -> new ArrayList<>())
          .add(new StepAction.GoToTiers(unacknowledged.tiers()));
    }
    return steps;
  }

  /** The smallest whole percentage of the target that is not before {@code after}. */
  private static int percentOf(Duration target, Duration after) {
    return BigDecimal.valueOf(after.toMillis())
        .multiply(BigDecimal.valueOf(100))
        .divide(BigDecimal.valueOf(target.toMillis()), 0, RoundingMode.CEILING)
        .intValueExact();
  }

  private static <K, V> V required(Map<K, V> map, K key) {
    var value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("The policy promises nothing for " + key);
    }
    return value;
  }
}
