package care.andon.metrics.form;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ISO weeks that lie in a period completely and are over, by the clocks of all facilities. */
public final class WholeWeeks {
  private final List<ZoneId> zones;
  private final Instant from;
  private final Instant to;

  /**
   * Finds the weeks of a scope.
   *
   * @param asOf weeks that end later are not over
   */
  public WholeWeeks(FigureScope scope, DirectorySnapshot directory, Instant asOf) {
    this.zones =
        directory.facilities().stream()
            .filter(it -> isOf(scope, it))
            .map(Facility::timeZone)
            .distinct()
            .toList();
    this.from = scope.windows().stream().map(Window::from).min(Instant::compareTo).orElseThrow();
    var end = scope.windows().stream().map(Window::to).max(Instant::compareTo).orElseThrow();
    this.to = end.isBefore(asOf) ? end : asOf;
  }

  private static boolean isOf(FigureScope scope, Facility facility) {
    return (scope.facility() == null || scope.facility().id().equals(facility.id()))
        && (scope.unit() == null || scope.unit().facility().equals(facility.id()));
  }

  /**
   * Returns whether a week is one of them.
   *
   * @param week such as {@code 2026-W10}
   */
  public boolean contains(@Nullable String week) {
    if (week == null) {
      return false;
    }
    var monday = LocalDate.parse(week + "-1", DateTimeFormatter.ISO_WEEK_DATE);
    return zones.stream().allMatch(zone -> contains(monday, zone))
        && (!zones.isEmpty() || contains(monday, ZoneOffset.UTC));
  }

  private boolean contains(LocalDate monday, ZoneId zone) {
    var begin = monday.atStartOfDay(zone).toInstant();
    var end = monday.plusWeeks(1).atStartOfDay(zone).toInstant();
    return !begin.isBefore(from) && !end.isAfter(to);
  }
}
