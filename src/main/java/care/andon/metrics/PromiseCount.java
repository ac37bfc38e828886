package care.andon.metrics;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.engine.CaregiverWords;
import care.andon.metrics.engine.KeptCounts;
import java.util.Arrays;
import java.util.List;

/**
 * The verdicts on the promises of one clock and impact, counted.
 *
 * @param words what caregivers said to the promises that were met; none but for resolving
 * @param withdrawn how many of those not measured were withdrawn before they fell due
 * @param fingerprint differs, almost certainly, when any promise behind the counts differs
 */
public record PromiseCount(
    ClockKind clock,
    Impact impact,
    KeptCounts counts,
    CaregiverWords words,
    long withdrawn,
    long fingerprint) {

  /** Returns every clock with every impact, in that order; zero counts where there are none. */
  public static List<PromiseCount> complete(List<PromiseCount> counts) {
    return Arrays.stream(ClockKind.values())
        .flatMap(clock -> Arrays.stream(Impact.values()).map(impact -> find(counts, clock, impact)))
        .toList();
  }

  private static PromiseCount find(List<PromiseCount> counts, ClockKind clock, Impact impact) {
    return counts.stream()
        .filter(count -> count.clock() == clock && count.impact() == impact)
        .findFirst()
        .orElseGet(
            () -> new PromiseCount(clock, impact, KeptCounts.NONE, CaregiverWords.NONE, 0, 0));
  }
}
