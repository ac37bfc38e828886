package care.andon.metrics;

import care.andon.directory.Directory;
import care.andon.metrics.asof.SettledTime;
import jakarta.enterprise.context.ApplicationScoped;

/** Computes figures: as of an instant in the past, or live. */
@ApplicationScoped
class Figures {
  private final FiguresRepository repository;
  private final HandlingRepository handling;
  private final Directory directory;
  private final SettledTime settled;

  Figures(
      FiguresRepository repository,
      HandlingRepository handling,
      Directory directory,
      SettledTime settled) {
    this.repository = repository;
    this.handling = handling;
    this.directory = directory;
    this.settled = settled;
  }

  /** Counts the promises that fell due, and how many of them were kept. */
  KeptFigures kept(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = FigureScope.of(question, directory, asOf.at());
    return KeptFigures.of(scope, asOf, repository.promises(scope, asOf.at()));
  }

  /** Computes how long caregivers waited. */
  WaitFigures waits(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = FigureScope.of(question, directory, asOf.at());
    var waits = new WaitCollector(asOf);
    repository.waits(scope, asOf.at(), waits::add);
    return waits.figures(scope);
  }

  /** Computes how often requests went from one team to another. */
  TransferFigures transfers(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = FigureScope.of(question, directory, asOf.at());
    return TransferFigures.of(scope, asOf, repository.transfers(scope, asOf.at()));
  }

  /** Counts what was declined, by reason. */
  DeclineFigures declines(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = FigureScope.of(question, directory, asOf.at());
    return DeclineFigures.of(scope, asOf, handling.declines(scope, asOf.at()));
  }

  /** Computes for how long teams held requests. */
  HeldFigures held(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = FigureScope.of(question, directory, asOf.at());
    return HeldFigures.of(scope, asOf, handling.held(scope, asOf.at()));
  }
}
