package care.andon.metrics.promise;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.metrics.engine.CaregiverWords;
import care.andon.metrics.engine.KeptCounts;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.form.GroupNames;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on the promises of one group, clock and impact, counted.
 *
 * @param group null if the promises are not grouped, or belong to no group
 * @param words what caregivers said to the promises that were met; none but for resolving
 * @param withdrawn how many of those not measured were withdrawn before they fell due
 * @param fingerprint differs, almost certainly, when any promise behind the counts differs
 */
public record PromiseCount(
    @Nullable String group,
    ClockKind clock,
    Impact impact,
    KeptCounts counts,
    CaregiverWords words,
    long withdrawn,
    long fingerprint) {

  /** By group, clock and impact. In Java: how text sorts in a database depends on its collation. */
  public static final Comparator<PromiseCount> ORDER =
      comparing(PromiseCount::group, nullsLast(naturalOrder()))
          .thenComparing(PromiseCount::clock)
          .thenComparing(PromiseCount::impact);

  /** Returns every clock with every impact, in that order; zero counts where there are none. */
  public static List<PromiseCount> complete(List<PromiseCount> counts) {
    return complete(null, counts);
  }

  /**
   * Returns the same for every group.
   *
   * @param by by impact, each group has its own impact only. Null for no groups
   */
  public static List<PromiseCount> completeGroups(
      List<PromiseCount> counts, @Nullable FigureGroup by) {
    return GroupNames.of(counts.stream().map(PromiseCount::group), by).stream()
        .flatMap(group -> complete(group, counts).stream())
        .filter(it -> by != FigureGroup.IMPACT || WireNames.of(it.impact()).equals(it.group()))
        .toList();
  }

  private static List<PromiseCount> complete(@Nullable String group, List<PromiseCount> counts) {
    return Arrays.stream(ClockKind.values())
        .flatMap(
            clock ->
                Arrays.stream(Impact.values()).map(impact -> find(counts, group, clock, impact)))
        .toList();
  }

  private static PromiseCount find(
      List<PromiseCount> counts, @Nullable String group, ClockKind clock, Impact impact) {
    return counts.stream()
        .filter(
            count ->
                count.clock() == clock
                    && count.impact() == impact
                    && Objects.equals(count.group(), group))
        .findFirst()
        .orElseGet(
            () ->
                new PromiseCount(group, clock, impact, KeptCounts.NONE, CaregiverWords.NONE, 0, 0));
  }
}
