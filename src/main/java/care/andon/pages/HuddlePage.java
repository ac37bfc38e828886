package care.andon.pages;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.pages.PageFrame.PageLink;
import care.andon.pages.PageWords.LocalTimes;
import care.andon.views.Huddle;
import care.andon.views.ShortList;
import java.util.Arrays;
import java.util.List;

/**
 * The sheet of a huddle, for one page of paper.
 *
 * @param about what the huddle meets about: "4 West", or "the hospital"
 * @param others the sheets of the other huddles that the reader may look for
 */
public record HuddlePage(
    Huddle sheet,
    LocalTimes times,
    String about,
    List<SheetList> lists,
    List<PromiseRow> promises,
    List<PageLink> others) {

  /**
   * One list of the sheet.
   *
   * @param empty what the sheet says if the list is empty
   */
  public record SheetList(String title, ShortList rows, String empty) {}

  /** The promises of one impact, one cell for each kind. */
  public record PromiseRow(Impact impact, List<Huddle.Kept> cells) {}

  public HuddlePage {
    lists = List.copyOf(lists);
    promises = List.copyOf(promises);
    others = List.copyOf(others);
  }

  static HuddlePage of(Huddle sheet, LocalTimes times, String about, List<PageLink> others) {
    return new HuddlePage(
        sheet,
        times,
        about,
        List.of(
            new SheetList(
                "Needs this tier now", sheet.needsThisTier(), "No escalation waits for this tier."),
            new SheetList("Missed since yesterday", sheet.missed(), "No promise was missed."),
            new SheetList("Asked since yesterday", sheet.asked(), "No request was filed."),
            new SheetList("Oldest open", sheet.oldest(), "No request is open."),
            new SheetList("Silent longest", sheet.silentLongest(), "No request is open.")),
        Arrays.stream(Impact.values()).map(impact -> row(sheet, impact)).toList(),
        others);
  }

  private static PromiseRow row(Huddle sheet, Impact impact) {
    return new PromiseRow(
        impact,
        Arrays.stream(ClockKind.values())
            .flatMap(
                clock ->
                    sheet.promises().stream()
                        .filter(it -> it.impact() == impact && it.clock() == clock))
            .toList());
  }
}
