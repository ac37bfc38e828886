package care.andon.metrics;

import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.metrics.WaitFigure.Measure;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.engine.Observation;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.GroupNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects waits as they are read, and computes figures from them. */
final class WaitCollector {
  private final AsOf asOf;
  private final DataDigest digest = new DataDigest("waits");
  private final Map<Key, List<Observation>> seen = new HashMap<>();

  private record Key(@Nullable String group, Measure measure, Impact impact) {}

  WaitCollector(AsOf asOf) {
    this.asOf = asOf;
  }

  void add(Wait wait) {
    digest.add(
        wait.group(),
        wait.impact(),
        wait.askedAt(),
        wait.acknowledgedAt(),
        wait.resolvedAt(),
        wait.answeredAt(),
        wait.withdrawnAt());
    for (var measure : Measure.values()) {
      seen.computeIfAbsent(new Key(wait.group(), measure, wait.impact()), _ -> new ArrayList<>())
          .add(observation(measure, wait));
    }
  }

  private Observation observation(Measure measure, Wait wait) {
    return switch (measure) {
      case TIME_TO_ACKNOWLEDGE -> wait.toAcknowledge(asOf.at());
      case TIME_TO_ANSWER -> wait.toAnswer(asOf.at());
      case TIME_TO_RESOLVE -> wait.toResolve(asOf.at());
    };
  }

  /** Computes the figures of all waits collected; called once, at the end. */
  FigureAnswer<WaitFigure> answer(FigureScope scope) {
    var groups = GroupNames.of(seen.keySet().stream().map(Key::group), scope.by());
    return FigureAnswer.of(
        scope,
        asOf,
        WaitFigure.EXCLUDED,
        digest.hex(),
        groups.stream().flatMap(group -> figures(group, scope.by())).toList());
  }

  private Stream<WaitFigure> figures(@Nullable String group, @Nullable FigureGroup by) {
    return Arrays.stream(Measure.values())
        .flatMap(
            measure ->
                Arrays.stream(Impact.values())
                    .filter(it -> by != FigureGroup.IMPACT || WireNames.of(it).equals(group))
                    .map(it -> figure(new Key(group, measure, it))));
  }

  private WaitFigure figure(Key key) {
    return WaitFigure.of(
        key.group(), key.measure(), key.impact(), seen.getOrDefault(key, List.of()));
  }
}
