package care.andon.metrics.form;

import care.andon.platform.sql.SqlCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * From an instant up to, and without, a later one, in the facilities that have this period.
 *
 * @param facilities the condition over {@code support_request}, named {@code request}, that a
 *     request belongs to one of them; {@link SqlCondition#ALWAYS} if all have the same period
 */
public record Window(Instant from, Instant to, SqlCondition facilities) {
  Stream<Window> inPartsOf(Duration most) {
    return Stream.iterate(from, begin -> begin.isBefore(to), begin -> begin.plus(most))
        .map(begin -> new Window(begin, earlier(begin.plus(most), to), facilities));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
