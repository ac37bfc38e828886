package care.andon.metrics;

import care.andon.directory.Directory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** How are we doing? Every answer is as of the one instant at which the question arrived. */
@ApplicationScoped
class Figures {
  private final FiguresRepository repository;
  private final Directory directory;
  private final InstantSource time;

  Figures(FiguresRepository repository, Directory directory, InstantSource time) {
    this.repository = repository;
    this.directory = directory;
    this.time = time;
  }

  /** Were the promises kept that fell due? */
  KeptFigures kept(FigureQuery question) {
    var asOf = time.instant();
    var cohort = Cohort.of(question, directory, asOf);
    return KeptFigures.of(cohort, asOf, repository.promises(cohort, asOf));
  }

  /** How long did those wait who asked? */
  WaitFigures waits(FigureQuery question) {
    var asOf = time.instant();
    var cohort = Cohort.of(question, directory, asOf);
    var waits = new WaitCollector(asOf);
    repository.waits(cohort, asOf, waits::add);
    return waits.figures(cohort);
  }

  /** How often did requests go from team to team? */
  TransferFigures transfers(FigureQuery question) {
    var asOf = time.instant();
    var cohort = Cohort.of(question, directory, asOf);
    return TransferFigures.of(cohort, asOf, repository.transfers(cohort, asOf));
  }
}
