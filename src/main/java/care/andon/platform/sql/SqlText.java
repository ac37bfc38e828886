package care.andon.platform.sql;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of SQL and the values it binds.
 *
 * @param values one for each {@code ?}, in order; see {@link SqlBatch#add} for what they may be
 */
public record SqlText(String sql, List<Object> values) {
  /** A name after one colon. Two are a cast. */
  private static final Pattern PLACE = Pattern.compile("(?<!:):([a-z_]+)");

  public SqlText {
    values = List.copyOf(values);
  }

  /**
   * Puts values into the named places of a text, such as {@code :as_of}.
   *
   * @param places by name: {@link SqlText} and {@link SqlCondition} become part of the text, every
   *     other value is bound, as often as its place occurs
   * @throws NullPointerException if the text has a place without a value
   */
  public static SqlText of(String text, Map<String, ?> places) {
    var values = new ArrayList<Object>();
    var sql =
        PLACE
            .matcher(text)
            .replaceAll(
                place -> {
                  var value = Objects.requireNonNull(places.get(place.group(1)), place.group());
                  return Matcher.quoteReplacement(part(value, values));
                });
    return new SqlText(sql, values);
  }

  private static String part(Object value, List<Object> values) {
    return switch (value) {
      case SqlText text -> {
        values.addAll(text.values);
        yield text.sql;
      }
      case SqlCondition condition -> {
        values.addAll(condition.values());
        yield condition.sql();
      }
      default -> {
        values.add(value);
        yield "?";
      }
    };
  }

  /** Returns the query for the rows of all these queries: at least one. */
  public static SqlText unionAll(List<SqlText> queries) {
    return new SqlText(
        queries.stream().map(SqlText::sql).collect(joining(")\nunion all\n(", "(", ")")),
        queries.stream().flatMap(it -> it.values().stream()).toList());
  }

  /** Returns a query of this text. */
  public SqlQuery query() {
    return new SqlQuery().add(sql, values.toArray());
  }
}
