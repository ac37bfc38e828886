package care.andon.metrics.form;

import static java.util.stream.Collectors.joining;

import care.andon.platform.sql.SqlCondition;
import java.time.Instant;
import java.util.List;

/**
 * From an instant up to, and without, a later one, in the facilities that have this period.
 *
 * @param facilities {@link Facilities#ALL} if all have the same period
 */
public record Window(Instant from, Instant to, Facilities facilities) {
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
    return SqlCondition.of("%s >= ? and %s < ?".formatted(at, at), from, to).and(requests());
  }

  /**
   * Returns the condition over {@code support_request}, named {@code request}, that a request
   * belongs to one of the facilities.
   */
  public SqlCondition requests() {
    return facilities.contain("request.facility_id");
  }
}
