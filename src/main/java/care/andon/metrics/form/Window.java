package care.andon.metrics.form;

import static java.util.stream.Collectors.joining;

import care.andon.platform.sql.SqlCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * From an instant up to, and without, a later one, in the facilities that have this period.
 *
 * @param facilities the condition over {@code support_request}, named {@code request}, that a
 *     request belongs to one of them; {@link SqlCondition#ALWAYS} if all have the same period
 */
public record Window(Instant from, Instant to, SqlCondition facilities) {
  /**
   * Returns the condition that something happened in one of these windows.
   *
   * @param at the column with its instant
   */
  public static SqlCondition during(List<Window> windows, String at) {
    var each = windows.stream().map(it -> it.during(at)).toList();
    return each.size() == 1
        ? each.getFirst()
        : new SqlCondition(
            each.stream().map(SqlCondition::sql).collect(joining("\n  or ", "(", ")")),
            each.stream().flatMap(it -> it.values().stream()).toList());
  }

  /** Returns the same for this window. */
  public SqlCondition during(String at) {
    return SqlCondition.of("%s >= ? and %s < ?".formatted(at, at), from, to).and(facilities);
  }

  Stream<Window> inPartsOf(Duration most) {
    return Stream.iterate(from, begin -> begin.isBefore(to), begin -> begin.plus(most))
        .map(begin -> new Window(begin, earlier(begin.plus(most), to), facilities));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
