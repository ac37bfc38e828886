package care.andon.pages;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.KeptFigure;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.wait.WaitFigure;
import care.andon.pages.PageWords.LocalTimes;
import java.util.Arrays;
import java.util.List;

/**
 * Whether promises were kept: in the hospital, a facility or a team.
 *
 * @param about "The hospital", or the name of the facility or team
 * @param period in words, "March 2026"
 * @param sentence the answer in one sentence
 * @param rows one for each impact
 * @param others the promises to acknowledge and to update
 * @param apiAddress the question to the API that gives the same numbers
 */
public record Scorecard(
    String about,
    String period,
    LocalTimes times,
    String sentence,
    List<ImpactRow> rows,
    List<OtherPromises> others,
    int definitionVersion,
    String apiAddress) {

  /** The promises to resolve of one impact, and how long caregivers waited. */
  public record ImpactRow(Impact impact, KeptFigure resolve, WaitFigure waited) {

    /** How many promises fell due. */
    public long due() {
      return dueOf(resolve);
    }
  }

  /** The promises of one kind, by impact. */
  public record OtherPromises(ClockKind clock, List<KeptFigure> figures) {
    public OtherPromises {
      figures = List.copyOf(figures);
    }
  }

  public Scorecard {
    rows = List.copyOf(rows);
    others = List.copyOf(others);
  }

  static Scorecard of(
      String about,
      String period,
      LocalTimes times,
      FigureAnswer<KeptFigure> kept,
      FigureAnswer<WaitFigure> waits,
      String apiAddress) {
    var rows = Arrays.stream(Impact.values()).map(it -> row(it, kept, waits)).toList();
    return new Scorecard(
        about,
        period,
        times,
        sentence(rows.getFirst().resolve(), period),
        rows,
        List.of(others(ClockKind.ACKNOWLEDGE, kept), others(ClockKind.UPDATE, kept)),
        kept.definitionVersion(),
        apiAddress);
  }

  private static ImpactRow row(
      Impact impact, FigureAnswer<KeptFigure> kept, FigureAnswer<WaitFigure> waits) {
    return new ImpactRow(
        impact,
        only(kept, ClockKind.RESOLVE, impact),
        waits.figures().stream()
            .filter(it -> it.impact() == impact)
            .filter(it -> it.figure() == WaitFigure.Measure.TIME_TO_RESOLVE)
            .findFirst()
            .orElseThrow());
  }

  private static OtherPromises others(ClockKind clock, FigureAnswer<KeptFigure> kept) {
    return new OtherPromises(
        clock, Arrays.stream(Impact.values()).map(it -> only(kept, clock, it)).toList());
  }

  private static KeptFigure only(FigureAnswer<KeptFigure> kept, ClockKind clock, Impact impact) {
    return kept.figures().stream()
        .filter(it -> it.clock() == clock && it.impact() == impact)
        .findFirst()
        .orElseThrow();
  }

  static long dueOf(KeptFigure figure) {
    return figure.met() + figure.declined() + figure.missed() + figure.missedOpen();
  }

  /**
   * "Of 412 promises to resolve the need of a waiting patient that fell due in March 2026, 331 were
   * kept (80 %, 76 to 84); caregivers confirmed 205."
   */
  static String sentence(KeptFigure urgent, String period) {
    var due = dueOf(urgent);
    if (due == 0) {
      return "No promise to resolve the need of a waiting patient fell due in " + period + ".";
    }
    return "Of %,d %s to resolve the need of a waiting patient that fell due in %s, %,d %s kept (%s); caregivers confirmed %,d."
        .formatted(
            due,
            due == 1 ? "promise" : "promises",
            period,
            urgent.met(),
            urgent.met() == 1 ? "was" : "were",
            PageWords.rate(urgent.kept(), urgent.interval()),
            urgent.felt() == null ? 0 : urgent.felt().confirmed());
  }
}
