package care.andon.metrics.engine;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Two groups compared as if both had the same mix of strata: direct standardisation (Breslow and
 * Day, <em>Statistical Methods in Cancer Research II</em>, 1987, section 2.3). A night with harder
 * needs is not worse for that alone.
 *
 * <p>The weight of a stratum is its part of all cases of both groups. A stratum in which one group
 * has no case cannot be compared: it is left out of both.
 *
 * <p>The interval combines the {@link WilsonInterval} of every stratum and group by their weights
 * (method of variance estimates recovery: Zou and Donner, <em>Construction of confidence limits
 * about effect measures</em>, Statistics in Medicine 27, 2008, 1693-1702).
 *
 * @param share the standardised share of the group
 * @param other the standardised share of the other group
 * @param gap {@code share - other} with its 95 % interval
 * @param leftOut number of cases in strata that only one group has
 */
public record StandardisedShare(double share, double other, ShareDifference gap, long leftOut) {

  /** One stratum: hits out of cases of the group, and of the other group. */
  public record Stratum(long hits, long of, long otherHits, long otherOf) {
    private boolean isComparable() {
      return of > 0 && otherOf > 0;
    }

    private long cases() {
      return of + otherOf;
    }
  }

  /** A weighted share with the ends of its interval. */
  private record Weighted(double share, double low, double high) {}

  /** A stratum's hits out of cases, of one group. */
  private record Part(double weight, long hits, long of) {
    private double share() {
      return weight * hits / of;
    }

    private double below() {
      return share() - weight * interval().low();
    }

    private double above() {
      return weight * interval().high() - share();
    }

    private WilsonInterval interval() {
      return WilsonInterval.of(hits, of).orElseThrow();
    }
  }

  /** Compares two groups; empty if there is no stratum in which both have cases. */
  public static Optional<StandardisedShare> of(List<Stratum> strata) {
    var comparable = strata.stream().filter(Stratum::isComparable).toList();
    if (comparable.isEmpty()) {
      return Optional.empty();
    }
    var all = (double) comparable.stream().mapToLong(Stratum::cases).sum();
    var one =
        weighted(
            comparable.stream().map(it -> new Part(it.cases() / all, it.hits(), it.of())).toList());
    var other =
        weighted(
            comparable.stream()
                .map(it -> new Part(it.cases() / all, it.otherHits(), it.otherOf()))
                .toList());
    var gap = one.share() - other.share();
    return Optional.of(
        new StandardisedShare(
            one.share(),
            other.share(),
            new ShareDifference(
                gap,
                gap - Math.hypot(one.share() - one.low(), other.high() - other.share()),
                gap + Math.hypot(one.high() - one.share(), other.share() - other.low())),
            strata.stream().filter(it -> !it.isComparable()).mapToLong(Stratum::cases).sum()));
  }

  private static Weighted weighted(List<Part> parts) {
    var share = parts.stream().mapToDouble(Part::share).sum();
    return new Weighted(
        share, share - combined(parts, Part::below), share + combined(parts, Part::above));
  }

  private static double combined(List<Part> parts, ToDoubleFunction<Part> reach) {
    return Math.sqrt(parts.stream().mapToDouble(reach).map(it -> it * it).sum());
  }
}
