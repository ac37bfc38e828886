package care.andon.metrics;

import static care.andon.kernel.ClockKind.RESOLVE;
import static care.andon.kernel.Impact.PATIENT_WAITING;
import static care.andon.support.GivenRows.ASKED;
import static care.andon.support.GivenRows.FACILITY;
import static care.andon.support.GivenRows.TEAM;
import static care.andon.support.GivenRows.UNIT;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;

import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.engine.KeptCounts;
import care.andon.metrics.form.Facilities;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureBase;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Period;
import care.andon.metrics.form.Window;
import care.andon.metrics.promise.PromiseCount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is asked about hand-made rows, and what the repository counts of them. */
public final class FiguresOfRows {
  /** A clock is due then unless said. */
  public static final Instant DUE = ASKED.plus(ofHours(1));

  public static final Instant AS_OF = ASKED.plus(ofDays(2));
  public static final Period PERIOD = period(ASKED.minus(ofDays(7)), ASKED.plus(ofDays(7)));
  public static final FigureScope EVERYBODY = scope(PERIOD, null, null, null);

  private FiguresOfRows() {}

  /** Promises to resolve what makes a patient wait. */
  static KeptCounts resolve(FiguresRepository figures, Instant asOf) {
    return counts(figures, RESOLVE, PATIENT_WAITING, EVERYBODY, asOf);
  }

  static KeptCounts counts(
      FiguresRepository figures, ClockKind clock, Impact impact, FigureScope scope, Instant asOf) {
    return figures.promises(scope, asOf).stream()
        .filter(count -> count.clock() == clock && count.impact() == impact)
        .map(PromiseCount::counts)
        .findFirst()
        .orElse(KeptCounts.NONE);
  }

  static List<PromiseCount> dueIn(
      FiguresRepository figures, Instant from, Instant to, Instant asOf) {
    return figures.promises(scope(period(from, to), null, null, null), asOf);
  }

  static List<PromiseCount> resolvesDueIn(FiguresRepository figures, Instant from, Instant to) {
    return dueIn(figures, from, to, AS_OF).stream()
        .filter(count -> count.clock() == RESOLVE)
        .toList();
  }

  static FigureAnswer<KeptFigure> kept(FiguresRepository figures, Instant asOf) {
    return KeptFigure.answer(EVERYBODY, new AsOf(asOf, false), figures.promises(EVERYBODY, asOf));
  }

  public static Period period(Instant from, Instant to) {
    return new Period(null, from, to, List.of());
  }

  public static FigureScope scope(
      Period period, @Nullable Unit unit, @Nullable Team team, @Nullable Category category) {
    return new FigureScope(
        period,
        List.of(new Window(period.from(), period.to(), Facilities.ALL)),
        null,
        unit,
        team,
        category,
        FigureBase.OPEN,
        null);
  }

  public static Unit unit() {
    return new Unit(new UnitId(UNIT), new FacilityId(FACILITY), "4W", "4 West");
  }

  public static Team team() {
    return new Team(new TeamId(TEAM), new FacilityId(FACILITY), "supply-chain", "Supply chain");
  }
}
