package care.andon.metrics;

import care.andon.directory.Directory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** Computes figures. Every answer is as of the instant at which the question arrived. */
@ApplicationScoped
class Figures {
  private final FiguresRepository repository;
  private final HandlingRepository handling;
  private final Directory directory;
  private final InstantSource time;

  Figures(
      FiguresRepository repository,
      HandlingRepository handling,
      Directory directory,
      InstantSource time) {
    this.repository = repository;
    this.handling = handling;
    this.directory = directory;
    this.time = time;
  }

  /** Counts the promises that fell due, and how many of them were kept. */
  KeptFigures kept(FigureQuery question) {
    var asOf = time.instant();
    var scope = FigureScope.of(question, directory, asOf);
    return KeptFigures.of(scope, asOf, repository.promises(scope, asOf));
  }

  /** Computes how long caregivers waited. */
  WaitFigures waits(FigureQuery question) {
    var asOf = time.instant();
    var scope = FigureScope.of(question, directory, asOf);
    var waits = new WaitCollector(asOf);
    repository.waits(scope, asOf, waits::add);
    return waits.figures(scope);
  }

  /** Computes how often requests went from one team to another. */
  TransferFigures transfers(FigureQuery question) {
    var asOf = time.instant();
    var scope = FigureScope.of(question, directory, asOf);
    return TransferFigures.of(scope, asOf, repository.transfers(scope, asOf));
  }

  /** Counts what was declined, by reason. */
  DeclineFigures declines(FigureQuery question) {
    var asOf = time.instant();
    var scope = FigureScope.of(question, directory, asOf);
    return DeclineFigures.of(scope, asOf, handling.declines(scope, asOf));
  }

  /** Computes for how long teams held requests. */
  HeldFigures held(FigureQuery question) {
    var asOf = time.instant();
    var scope = FigureScope.of(question, directory, asOf);
    return HeldFigures.of(scope, asOf, handling.held(scope, asOf));
  }
}
