package care.andon.metrics.form;

import care.andon.directory.Facility;
import care.andon.kernel.FacilityId;
import care.andon.metrics.form.Period.OfFacility;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.Instants;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the period of a question. Dates begin at midnight on the wall of each facility, so one
 * period may be different instants in facilities of different time zones.
 */
final class PeriodReader {
  static final Duration BY_DEFAULT = Duration.ofDays(28);
  static final int MAX_YEARS = 10;

  private static final Pattern NAMED =
      Pattern.compile(
          "(?<year>(?:19|20|21)\\d\\d)(?:-(?:Q(?<quarter>[1-4])|W(?<week>\\d\\d)"
              + "|(?<month>0[1-9]|1[0-2])))?");
  private static final Pattern DATE = Pattern.compile("(?:19|20|21)\\d\\d-\\d\\d-\\d\\d");

  private PeriodReader() {}

  /** The same period for every reader, and for the database. */
  record Read(Period period, List<Window> windows) {}

  /** From an instant up to, and without, a later one. */
  private record Span(Instant from, Instant to) implements Comparable<Span> {
    @Override
    public int compareTo(Span other) {
      var order = from.compareTo(other.from);
      return order == 0 ? to.compareTo(other.to) : order;
    }
  }

  /**
   * Returns the period asked for. Without {@code to} it ends at {@code asOf}, without {@code from}
   * it is 28 days long.
   *
   * @param facilities those of the question, sorted by code; without any, dates are in UTC
   * @throws Problem if there is no such period, or if it is empty, runs backwards or is longer than
   *     ten years
   */
  static Read read(FigureQuery question, List<Facility> facilities, Instant asOf) {
    var spanIn = spans(question, asOf);
    var spans = new TreeMap<Span, List<Facility>>();
    for (var facility : facilities) {
      spans
          .computeIfAbsent(spanIn.apply(facility.timeZone()), _ -> new ArrayList<>())
          .add(facility);
    }
    if (spans.isEmpty()) {
      spans.put(spanIn.apply(ZoneOffset.UTC), List.of());
    }
    var windows = windows(spans);
    var shown =
        windows.size() == 1
            ? List.<OfFacility>of()
            : facilities.stream().map(it -> ofFacility(it, spanIn.apply(it.timeZone()))).toList();
    var last = windows.stream().map(Window::to).max(Instant::compareTo).orElseThrow();
    return new Read(new Period(question.period(), windows.getFirst().from(), last, shown), windows);
  }

  private static OfFacility ofFacility(Facility facility, Span span) {
    return new OfFacility(facility.code(), span.from(), span.to());
  }

  /** The first window also has the requests of facilities that are no longer in the directory. */
  private static List<Window> windows(NavigableMap<Span, List<Facility>> spans) {
    var first = spans.firstKey();
    var others =
        spans.entrySet().stream()
            .filter(it -> !it.getKey().equals(first))
            .flatMap(it -> it.getValue().stream())
            .toList();
    var windows = new ArrayList<Window>();
    windows.add(new Window(first.from(), first.to(), Facilities.allBut(ids(others))));
    spans
        .tailMap(first, false)
        .forEach(
            (span, at) ->
                windows.add(new Window(span.from(), span.to(), Facilities.only(ids(at)))));
    return List.copyOf(windows);
  }

  private static List<FacilityId> ids(List<Facility> facilities) {
    return facilities.stream().map(Facility::id).toList();
  }

  private static Function<ZoneId, Span> spans(FigureQuery question, Instant asOf) {
    if (question.period() == null) {
      return between(question.from(), question.to(), asOf);
    }
    if (question.from() != null || question.to() != null) {
      throw Problem.parameter(
          "period", "contradicts_from_to", "Send either 'period', or 'from' and 'to'");
    }
    return named(question.period(), asOf);
  }

  private static Function<ZoneId, Span> named(String name, Instant asOf) {
    return switch (name) {
      case "today" ->
          zone -> {
            var today = LocalDate.ofInstant(asOf, zone);
            return span(today, today.plusDays(1), zone);
          };
      case "this-week" ->
          zone -> {
            var today = LocalDate.ofInstant(asOf, zone);
            var monday = today.minusDays(today.getDayOfWeek().getValue() - 1L);
            return span(monday, monday.plusWeeks(1), zone);
          };
      default -> ofCalendar(name);
    };
  }

  private static Function<ZoneId, Span> ofCalendar(String name) {
    var named = NAMED.matcher(name);
    if (!named.matches()) {
      throw noSuchPeriod();
    }
    var year = LocalDate.of(Integer.parseInt(named.group("year")), 1, 1);
    if (named.group("quarter") != null) {
      var first = year.plusMonths(3L * (Integer.parseInt(named.group("quarter")) - 1));
      return zone -> span(first, first.plusMonths(3), zone);
    }
    if (named.group("month") != null) {
      var first = year.withMonth(Integer.parseInt(named.group("month")));
      return zone -> span(first, first.plusMonths(1), zone);
    }
    if (named.group("week") != null) {
      var monday = monday(year, Integer.parseInt(named.group("week")));
      return zone -> span(monday, monday.plusWeeks(1), zone);
    }
    return zone -> span(year, year.plusYears(1), zone);
  }

  private static LocalDate monday(LocalDate year, int week) {
    var inFirstWeek = year.withDayOfMonth(4);
    if (week < 1
        || week > IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(inFirstWeek).getMaximum()) {
      throw noSuchPeriod();
    }
    return inFirstWeek.minusDays(inFirstWeek.getDayOfWeek().getValue() - 1L).plusWeeks(week - 1L);
  }

  private static Problem noSuchPeriod() {
    return Problem.parameter(
        "period",
        "no_such_period",
        "Send a year (2026), a quarter (2026-Q1 to 2026-Q4), a month (2026-01 to 2026-12), an ISO"
            + " week that the year has (2026-W01 to 2026-W53), today or this-week");
  }

  private static Span span(LocalDate from, LocalDate to, ZoneId zone) {
    return new Span(from.atStartOfDay(zone).toInstant(), to.atStartOfDay(zone).toInstant());
  }

  private static Function<ZoneId, Span> between(
      @Nullable String from, @Nullable String to, Instant asOf) {
    Function<ZoneId, Instant> end = to == null ? _ -> asOf : bound("to", to);
    Function<ZoneId, Instant> start =
        from == null ? zone -> end.apply(zone).minus(BY_DEFAULT) : bound("from", from);
    return zone -> checked(start.apply(zone), end.apply(zone));
  }

  private static Span checked(Instant start, Instant end) {
    if (!start.isBefore(end)) {
      throw Problem.parameter(
          "from", "empty_period", "Send a 'from' that is before 'to'; without 'to' that is now");
    }
    if (end.isAfter(start.atOffset(ZoneOffset.UTC).plusYears(MAX_YEARS).toInstant())) {
      throw Problem.parameter(
          "from", "period_too_long", "Ask for at most " + MAX_YEARS + " years at once");
    }
    return new Span(start, end);
  }

  private static Function<ZoneId, Instant> bound(String name, String text) {
    if (DATE.matcher(text).matches()) {
      try {
        var date = LocalDate.parse(text);
        return zone -> date.atStartOfDay(zone).toInstant();
      } catch (DateTimeException noSuchDate) {
        throw Problem.parameter(name, "no_such_date", "Send a date that the calendar has");
      }
    }
    var instant =
        Instants.parse(text)
            .orElseThrow(
                () ->
                    Problem.parameter(
                        name,
                        "not_an_instant",
                        "Send a date such as 2026-03-01, or an instant with its zone (RFC 3339),"
                            + " such as 2026-03-01T07:30:00Z, between the years 1900 and 2200; in"
                            + " an address write the + of an offset as %2B"));
    return _ -> instant;
  }
}
