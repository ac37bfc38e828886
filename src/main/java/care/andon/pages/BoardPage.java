package care.andon.pages;

import static java.util.Comparator.naturalOrder;

import care.andon.pages.PageWords.LocalTimes;
import care.andon.views.RowView;
import care.andon.views.UnitBoard;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The wall of a unit.
 *
 * @param oldest for how long the oldest open request has been open; null if none is open
 * @param silentLongest the longest time without a word to a caregiver; null if none is open
 * @param isCut whether more are open than the board lists; then oldest and silence are of the
 *     listed
 */
public record BoardPage(
    UnitBoard board,
    LocalTimes times,
    long open,
    @Nullable Duration oldest,
    @Nullable Duration silentLongest,
    long answered,
    boolean isCut) {

  static BoardPage of(UnitBoard board, LocalTimes times) {
    var items = board.open().items();
    return new BoardPage(
        board,
        times,
        items.size() + board.open().more(),
        items.stream()
            .map(it -> Duration.between(it.askedAt(), board.asOf()))
            .max(naturalOrder())
            .orElse(null),
        items.stream()
            .map(RowView::silence)
            .filter(it -> it != null)
            .max(naturalOrder())
            .orElse(null),
        board.answered().items().size() + board.answered().more(),
        board.open().more() > 0);
  }
}
