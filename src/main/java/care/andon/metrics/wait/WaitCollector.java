package care.andon.metrics.wait;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.engine.Observation;
import care.andon.metrics.engine.Observations;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.GroupNames;
import care.andon.metrics.wait.WaitFigure.Measure;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects waits as they are read, and computes figures from them. */
final class WaitCollector {
  private final Function<AskedRequest, @Nullable String> groups;
  private final AsOf asOf;
  private final long lastSeen;
  private final Map<Key, Collected> seen = new HashMap<>();

  private record Key(@Nullable String group, Impact impact) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        comparing(Key::group, nullsLast(naturalOrder())).thenComparing(Key::impact);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** The waits of one group and impact. */
  private static final class Collected {
    private final Map<Measure, Observations> waits = new EnumMap<>(Measure.class);
    private long n;
    private long fingerprint;
    private long minutesLost;
    private long estimates;

    private Collected() {
      for (var measure : Measure.values()) {
        waits.put(measure, new Observations());
      }
    }

    private void add(AskedRequest request, long asOf) {
      if (request.minutesLost() != null) {
        minutesLost += request.minutesLost();
        estimates++;
      }
      n++;
      fingerprint += request.waited().fingerprint();
      waits.forEach((measure, all) -> all.add(observation(measure, request.waited(), asOf)));
    }

    private static Observation observation(Measure measure, Wait wait, long asOf) {
      return switch (measure) {
        case TIME_TO_ACKNOWLEDGE -> wait.toAcknowledge(asOf);
        case TIME_TO_ANSWER -> wait.toAnswer(asOf);
        case TIME_TO_RESOLVE -> wait.toResolve(asOf);
        case TIME_TO_CONFIRM -> wait.toConfirm(asOf);
      };
    }
  }

  /**
   * @param groups finds the group of a request
   */
  WaitCollector(Function<AskedRequest, @Nullable String> groups, AsOf asOf) {
    this.groups = groups;
    this.asOf = asOf;
    this.lastSeen = Wait.micros(asOf.at());
  }

  void add(AskedRequest request) {
    seen.computeIfAbsent(new Key(groups.apply(request), request.impact()), _ -> new Collected())
        .add(request, lastSeen);
  }

  /** Computes the figures of all waits collected; called once, at the end. */
  FigureAnswer<WaitFigure> answer(FigureScope scope) {
    var groups = GroupNames.of(seen.keySet().stream().map(Key::group), scope.by());
    return FigureAnswer.of(
        scope,
        asOf,
        WaitFigure.EXCLUDED,
        digest(),
        groups.stream().flatMap(group -> figures(group, scope.by())).toList());
  }

  private String digest() {
    var digest = new DataDigest("waits");
    new TreeMap<>(seen)
        .forEach(
            (key, collected) ->
                digest.add(
                    key.group(),
                    key.impact(),
                    collected.n,
                    collected.fingerprint,
                    collected.minutesLost,
                    collected.estimates));
    return digest.hex();
  }

  private Stream<WaitFigure> figures(@Nullable String group, @Nullable FigureGroup by) {
    return Arrays.stream(Measure.values())
        .flatMap(
            measure ->
                Arrays.stream(Impact.values())
                    .filter(it -> by != FigureGroup.IMPACT || WireNames.of(it).equals(group))
                    .map(it -> figure(new Key(group, it), measure, by)));
  }

  private WaitFigure figure(Key key, Measure measure, @Nullable FigureGroup by) {
    var collected = seen.getOrDefault(key, new Collected());
    return WaitFigure.of(
        key.group(),
        measure,
        key.impact(),
        collected.waits.getOrDefault(measure, new Observations()),
        by == null || by == FigureGroup.IMPACT,
        collected.minutesLost,
        collected.estimates);
  }
}
