package care.andon.sla;

import care.andon.sla.engine.Closure;
import care.andon.sla.engine.OpenException;
import care.andon.sla.engine.OpenInterval;
import care.andon.sla.engine.WorkCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A calendar as it is stored and shown. */
record CalendarDocument(
    String timeZone,
    Map<String, List<String>> weekly,
    List<ClosureDocument> closures,
    List<ExceptionDocument> exceptions) {
  private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("MM-dd");

  @Schema(name = "CalendarClosure", description = "Either `date`, or both `from` and `to`.")
  record ClosureDocument(@Nullable String date, @Nullable String from, @Nullable String to) {
    static ClosureDocument of(Closure closure) {
      return switch (closure) {
        case Closure.ClosedDate(var date) -> new ClosureDocument(date.toString(), null, null);
        case Closure.ClosedYearly(var from, var to) ->
            new ClosureDocument(null, MONTH_DAY.format(from), MONTH_DAY.format(to));
      };
    }
  }

  @Schema(name = "CalendarException")
  record ExceptionDocument(String date, List<String> open) {}

  static CalendarDocument of(WorkCalendar calendar) {
    var weekly = new LinkedHashMap<String, List<String>>();
    calendar.weekly().forEach((day, hours) -> weekly.put(day.name(), texts(hours)));
    return new CalendarDocument(
        calendar.zone().getId(),
        weekly,
        calendar.closures().stream().map(ClosureDocument::of).toList(),
        calendar.exceptions().stream()
            .map(it -> new ExceptionDocument(it.date().toString(), texts(it.open())))
            .toList());
  }

  private static List<String> texts(List<OpenInterval> hours) {
    return hours.stream().map(OpenInterval::toString).toList();
  }

  WorkCalendar read() {
    return new WorkCalendar(
        ZoneId.of(timeZone),
        weekly.entrySet().stream()
            .collect(
                Collectors.toMap(
                    day -> DayOfWeek.valueOf(day.getKey()), day -> intervals(day.getValue()))),
        readClosures(),
        exceptions.stream()
            .map(it -> new OpenException(LocalDate.parse(it.date()), intervals(it.open())))
            .toList());
  }

  private static List<OpenInterval> intervals(List<String> texts) {
    return texts.stream().map(OpenInterval::parse).toList();
  }

  private List<Closure> readClosures() {
    var read = new ArrayList<Closure>();
    for (var document : closures) {
      if (document.date() != null) {
        read.add(new Closure.ClosedDate(LocalDate.parse(document.date())));
      } else if (document.from() != null && document.to() != null) {
        read.add(
            new Closure.ClosedYearly(
                MonthDay.parse(document.from(), MONTH_DAY),
                MonthDay.parse(document.to(), MONTH_DAY)));
      }
    }
    return read;
  }
}
