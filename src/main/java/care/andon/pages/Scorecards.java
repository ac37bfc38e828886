package care.andon.pages;

import care.andon.directory.Facility;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.metrics.Figures;
import care.andon.metrics.SilenceFigure;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.form.FigureQuery;
import care.andon.metrics.wait.WaitFigure;
import care.andon.pages.PageWords.LocalTimes;
import care.andon.pages.picture.BandDots;
import care.andon.pages.picture.ControlCharts;
import care.andon.pages.picture.LostMinutes;
import care.andon.pages.picture.OldestOpen;
import care.andon.pages.picture.Picture;
import care.andon.pages.picture.SurvivalCurves;
import care.andon.pages.picture.UnitFunnel;
import care.andon.platform.text.Instants;
import care.andon.platform.web.ApiPaths;
import io.quarkus.cache.Cache;
import io.quarkus.cache.CacheName;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes scorecards from figures. A scorecard is as of an instant, so its figures never change, and
 * readers share it. It is kept for a limited time only because it has names from the directory.
 */
@ApplicationScoped
class Scorecards {
  /** As many whole weeks as a control chart shows. */
  private static final Duration LAST_YEAR = Duration.ofDays(53 * 7);

  private final Figures figures;
  private final Cache cache;

  Scorecards(Figures figures, @CacheName("scorecards") Cache cache) {
    this.figures = figures;
    this.cache = cache;
  }

  /**
   * What a scorecard is about.
   *
   * @param about in words
   * @param facility its code; null for the hospital or a team
   * @param team its code; null for the hospital or a facility
   * @param facilities whose clocks count
   */
  record Scope(
      String about, @Nullable String facility, @Nullable String team, List<Facility> facilities) {
    FigureQuery question(@Nullable String period, @Nullable String by, @Nullable String asOf) {
      return new FigureQuery(facility, null, team, null, period, null, null, by, null, asOf, null);
    }

    private FigureQuery lastYear(String asOf) {
      var to = Instants.parse(asOf).orElseThrow();
      var from = to.minus(LAST_YEAR).toString();
      return new FigureQuery(facility, null, team, null, null, from, asOf, null, null, asOf, null);
    }
  }

  /** A scorecard with its pictures. */
  record Drawn(Scorecard scorecard, List<Picture> pictures) {
    Drawn {
      pictures = List.copyOf(pictures);
    }
  }

  private record Key(Scope scope, ScorecardPeriod when, String asOf) {}

  private record LastYearKey(Scope scope, String asOf) {}

  /**
   * Returns the scorecard of a period as of an instant.
   *
   * @param asOf an instant in ISO 8601
   */
  Drawn of(Scope scope, ScorecardPeriod when, String asOf) {
    return cache.get(new Key(scope, when, asOf), this::draw).await().indefinitely();
  }

  private Drawn draw(Key key) {
    var scope = key.scope();
    var question = scope.question(key.when().name(), null, key.asOf());
    var kept = figures.kept(question);
    var waits = figures.waits(question);
    var scorecard =
        Scorecard.of(
            scope.about(),
            key.when().words(),
            times(scope, kept.asOf()),
            kept,
            waits,
            address(scope, key.when().name(), key.asOf()));
    return new Drawn(scorecard, pictures(scope, key.when().name(), key.asOf(), waits));
  }

  private List<Picture> pictures(
      Scope scope, String period, String asOf, FigureAnswer<WaitFigure> waits) {
    var pictures = new ArrayList<>(lastYear(new LastYearKey(scope, asOf)));
    pictures.add(
        BandDots.of(figures.equity(scope.question(period, null, asOf)), ClockKind.RESOLVE));
    pictures.add(SurvivalCurves.of(waits, Impact.PATIENT_WAITING));
    var byCategory = scope.question(period, WireNames.of(FigureGroup.CATEGORY), asOf);
    pictures.add(LostMinutes.of(figures.waits(byCategory)));
    var byUnit = scope.question(period, WireNames.of(FigureGroup.UNIT), asOf);
    pictures.add(UnitFunnel.of(figures.kept(byUnit), ClockKind.RESOLVE, Impact.PATIENT_WAITING));
    return pictures;
  }

  /** Weeks and silences are those of the last year, so scorecards of all periods share them. */
  private List<Picture> lastYear(LastYearKey key) {
    return cache.get(key, this::drawLastYear).await().indefinitely();
  }

  private List<Picture> drawLastYear(LastYearKey key) {
    var question = key.scope().lastYear(key.asOf());
    var pictures = new ArrayList<>(ControlCharts.of(figures.series(question), ClockKind.RESOLVE));
    pictures.add(OldestOpen.of(figures.silence(question, SilenceFigure.Order.OLDEST)));
    return List.copyOf(pictures);
  }

  private static LocalTimes times(Scope scope, Instant asOf) {
    var zone =
        scope.facilities().isEmpty() ? ZoneOffset.UTC : scope.facilities().getFirst().timeZone();
    return new LocalTimes(zone, asOf);
  }

  private static String address(Scope scope, String period, String asOf) {
    return ApiPaths.BASE
        + "/metrics/kept?period="
        + period
        + "&asOf="
        + asOf
        + (scope.facility() == null ? "" : "&facility=" + scope.facility())
        + (scope.team() == null ? "" : "&team=" + scope.team());
  }
}
