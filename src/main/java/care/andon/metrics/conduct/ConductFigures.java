package care.andon.metrics.conduct;

import care.andon.directory.Directory;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.asof.SettledTime;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureQuery;
import care.andon.metrics.form.FigureScope;
import care.andon.platform.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;

/** Computes figures of what departments and caregivers do: as of an instant, or live. */
@ApplicationScoped
class ConductFigures {
  private final ConductRepository conduct;
  private final IntegrityRepository integrity;
  private final Directory directory;
  private final Identity identity;
  private final SettledTime settled;

  ConductFigures(
      ConductRepository conduct,
      IntegrityRepository integrity,
      Directory directory,
      Identity identity,
      SettledTime settled) {
    this.conduct = conduct;
    this.integrity = integrity;
    this.directory = directory;
    this.identity = identity;
    this.settled = settled;
  }

  /** Counts what became of requests. */
  FigureAnswer<HandlingFigure> handling(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf);
    return HandlingFigure.answer(scope, asOf, conduct.handling(scope, asOf.at()));
  }

  /** Counts requests and the people who asked. */
  FigureAnswer<VoiceFigure> voice(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf);
    return VoiceFigure.answer(scope, asOf, conduct.voice(scope, asOf.at()));
  }

  /** Counts, for each team, acts that may have been timed by the clock. */
  FigureAnswer<IntegrityFigure> integrity(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf);
    return IntegrityFigure.answer(scope, asOf, integrity.teams(scope, asOf.at()));
  }

  private FigureScope scope(FigureQuery question, AsOf asOf) {
    return FigureScope.of(question, directory.snapshot(), identity.caller(), asOf.at());
  }
}
