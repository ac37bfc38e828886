package care.andon.metrics.wait;

import care.andon.kernel.Id;
import care.andon.kernel.WireNames;
import care.andon.metrics.form.FigureGroup;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Finds the group of a request: the same that {@link FigureGroup} finds in SQL. Names are read when
 * a question is asked, because a place can get another code.
 */
final class RequestGroups {
  private static final LocalTime DAY_BEGINS = LocalTime.of(7, 0);
  private static final LocalTime DAY_ENDS = LocalTime.of(19, 0);
  private static final int SATURDAY = 6;
  private static final int LENGTH_OF_WEEK = "2026-W10".length();

  private RequestGroups() {}

  /** Returns the function that finds the group: one small statement, or none. */
  static Function<AskedRequest, @Nullable String> by(
      @Nullable FigureGroup by, DataSource database) {
    return switch (by) {
      case null -> _ -> null;
      case IMPACT -> it -> WireNames.of(it.impact());
      case CATEGORY -> it -> WireNames.of(it.category());
      case FACILITY -> code("facility", AskedRequest::facility, database);
      case UNIT -> code("unit", AskedRequest::unit, database);
      case TEAM -> code("team", AskedRequest::team, database);
      case BAND -> {
        var zones = zones(database);
        yield it -> band(onTheWall(it, zones));
      }
      case WEEK -> {
        var zones = zones(database);
        var weeks = new HashMap<LocalDate, String>();
        yield it -> weeks.computeIfAbsent(onTheWall(it, zones).toLocalDate(), RequestGroups::week);
      }
    };
  }

  private static Function<AskedRequest, @Nullable String> code(
      String table, Function<AskedRequest, @Nullable Id> place, DataSource database) {
    var codes = column("code", table, database);
    return it -> {
      var id = place.apply(it);
      return id == null ? null : codes.get(id.value());
    };
  }

  private static Map<UUID, String> column(String column, String table, DataSource database) {
    var names = new HashMap<UUID, String>();
    new SqlQuery()
        .add("select id, " + column + " as name from " + table)
        .rows(
            database,
            row -> names.put(new ResultRow(row).uuid("id"), new ResultRow(row).text("name")));
    return names;
  }

  private static Map<UUID, ZoneId> zones(DataSource database) {
    var zones = new HashMap<UUID, ZoneId>();
    column("time_zone", "facility", database).forEach((id, name) -> zones.put(id, ZoneId.of(name)));
    return zones;
  }

  private static LocalDateTime onTheWall(AskedRequest request, Map<UUID, ZoneId> zones) {
    Instant asked = Wait.instant(request.waited().askedAt());
    return LocalDateTime.ofInstant(asked, zones.get(request.facility().value()));
  }

  private static String band(LocalDateTime asked) {
    if (asked.getDayOfWeek().getValue() >= SATURDAY) {
      return "weekend";
    }
    var time = asked.toLocalTime();
    return time.isBefore(DAY_BEGINS) || !time.isBefore(DAY_ENDS) ? "night" : "day";
  }

  private static String week(LocalDate day) {
    return DateTimeFormatter.ISO_WEEK_DATE.format(day).substring(0, LENGTH_OF_WEEK);
  }
}
