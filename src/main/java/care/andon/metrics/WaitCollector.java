package care.andon.metrics;

import care.andon.kernel.Impact;
import care.andon.metrics.WaitFigures.Figure;
import care.andon.metrics.WaitFigures.Measure;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.engine.Observation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Collects waits as they are read, and computes figures from them. */
final class WaitCollector {
  private final AsOf asOf;
  private final DataDigest digest = new DataDigest("waits/" + WaitFigures.DEFINITION_VERSION);
  private final Map<Measure, Map<Impact, List<Observation>>> seen = new EnumMap<>(Measure.class);

  WaitCollector(AsOf asOf) {
    this.asOf = asOf;
  }

  void add(Wait wait) {
    digest.add(
        wait.impact(),
        wait.askedAt(),
        wait.acknowledgedAt(),
        wait.resolvedAt(),
        wait.answeredAt(),
        wait.withdrawnAt());
    for (var measure : Measure.values()) {
      observations(measure, wait.impact()).add(observation(measure, wait));
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
  WaitFigures figures(FigureScope scope) {
    return new WaitFigures(
        asOf.at(),
        asOf.settled(),
        scope.period(),
        FigureFilters.of(scope),
        WaitFigures.DEFINITION_VERSION,
        WaitFigures.EXCLUDED,
        digest.hex(),
        Arrays.stream(Measure.values()).flatMap(this::figures).toList());
  }

  private Stream<Figure> figures(Measure measure) {
    return Arrays.stream(Impact.values())
        .map(impact -> Figure.of(measure, impact, observations(measure, impact)));
  }

  private List<Observation> observations(Measure measure, Impact impact) {
    return seen.computeIfAbsent(measure, unseen -> new EnumMap<>(Impact.class))
        .computeIfAbsent(impact, unseen -> new ArrayList<>());
  }
}
