package care.andon.metrics;

import care.andon.directory.Directory;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.asof.SettledTime;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.form.FigureQuery;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.WholeWeeks;
import care.andon.metrics.promise.FigureJournal;
import care.andon.metrics.promise.FigurePlace;
import care.andon.metrics.wait.WaitFigure;
import care.andon.metrics.wait.WaitFigures;
import care.andon.platform.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;

/** Computes figures: as of an instant in the past, or live. */
@ApplicationScoped
public class Figures {
  private final FiguresRepository repository;
  private final HandlingRepository handling;
  private final UnroutedRepository unrouted;
  private final SilenceRepository silences;
  private final WaitFigures waits;
  private final FigureJournal journal;
  private final CorrectionRepository corrections;
  private final Directory directory;
  private final Identity identity;
  private final SettledTime settled;

  Figures(
      FiguresRepository repository,
      HandlingRepository handling,
      UnroutedRepository unrouted,
      SilenceRepository silences,
      WaitFigures waits,
      FigureJournal journal,
      CorrectionRepository corrections,
      Directory directory,
      Identity identity,
      SettledTime settled) {
    this.repository = repository;
    this.handling = handling;
    this.unrouted = unrouted;
    this.silences = silences;
    this.waits = waits;
    this.journal = journal;
    this.corrections = corrections;
    this.directory = directory;
    this.identity = identity;
    this.settled = settled;
  }

  /** Counts the promises that fell due, and how many of them were kept. */
  public FigureAnswer<KeptFigure> kept(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf);
    var counts =
        FigurePlace.of(scope)
            .map(place -> journal.counts(place, asOf.at()))
            .orElseGet(() -> repository.promises(scope, asOf.at()));
    return KeptFigure.answer(scope, asOf, counts);
  }

  /** Lists what changed after days were closed. */
  public FigureAnswer<CorrectionFigure> corrections(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf);
    return CorrectionFigure.answer(scope, asOf, corrections.first(scope, asOf.at()));
  }

  /** Computes how long caregivers waited. */
  public FigureAnswer<WaitFigure> waits(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf);
    return waits.answer(scope, asOf);
  }

  /** Computes how often requests went from one team to another. */
  public FigureAnswer<TransferFigure> transfers(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf);
    return TransferFigure.answer(scope, asOf, repository.transfers(scope, asOf.at()));
  }

  /** Counts what was declined, by reason. */
  public FigureAnswer<DeclineFigure> declines(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf);
    return DeclineFigure.answer(scope, asOf, handling.declines(scope, asOf.at()));
  }

  /** Computes for how long teams held requests. */
  public FigureAnswer<HeldFigure> held(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf);
    return HeldFigure.answer(scope, asOf, handling.held(scope, asOf.at()));
  }

  /** Computes for how long requests were unrouted. */
  public FigureAnswer<UnroutedFigure> unrouted(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf);
    return UnroutedFigure.answer(scope, asOf, unrouted.minutes(scope, asOf.at()));
  }

  /** Compares nights and weekends with days. */
  public FigureAnswer<EquityFigure> equity(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf).withoutGroups();
    return EquityFigure.answer(scope, asOf, repository.promisesByBand(scope, asOf.at()));
  }

  /** Draws control charts of the whole weeks of the period. */
  public FigureAnswer<SeriesFigure> series(FigureQuery question) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf).withoutGroups();
    var weeks = new WholeWeeks(scope, directory.snapshot(), asOf.at());
    var counts =
        repository.promises(scope.by(FigureGroup.WEEK), asOf.at()).stream()
            .filter(it -> weeks.contains(it.group()))
            .toList();
    return SeriesFigure.answer(scope, asOf, counts);
  }

  /** Finds the longest silences, or those about the oldest open requests. */
  public FigureAnswer<SilenceFigure> silence(FigureQuery question, SilenceFigure.Order order) {
    var asOf = settled.asOf(question.asOf());
    var scope = scope(question, asOf);
    return SilenceFigure.answer(scope, asOf, order, silences.first(scope, order, asOf.at()));
  }

  private FigureScope scope(FigureQuery question, AsOf asOf) {
    return FigureScope.of(question, directory.snapshot(), identity.caller(), asOf.at());
  }
}
