package care.andon.sla.engine;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;

/** Calendars, moments and stories, drawn so that the wall clock jumps in many of them. */
final class Stories extends DomainContextBase {
  /** A calendar, and a minute near which something about it is special. */
  record Moment(WorkCalendar calendar, Instant at) {}

  private static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Paris",
          "Europe/London",
          "America/New_York",
          "America/St_Johns", // half an hour off
          "Australia/Lord_Howe", // jumps by half an hour
          "Pacific/Chatham", // quarter of an hour off
          "Pacific/Apia", // skipped 2011-12-30
          "America/Santiago", // 24:00 becomes 23:00 of the same day
          "America/Sao_Paulo", // midnight did not exist
          "Africa/Cairo",
          "Asia/Beirut",
          "Africa/Casablanca", // jumps for Ramadan
          "America/Caracas", // changed its offset for good
          "Asia/Kathmandu");

  @Provide
  Arbitrary<Moment> moments() {
    return Arbitraries.of(ZONES)
        .map(ZoneId::of)
        .flatMap(zone -> anchors(zone).flatMap(anchor -> moments(zone, anchor)));
  }

  private Arbitrary<Moment> moments(ZoneId zone, Instant anchor) {
    var date = LocalDate.ofInstant(anchor, zone);
    return Combinators.combine(calendars(zone, date), Arbitraries.integers().between(-4320, 1440))
        .as((calendar, minutes) -> new Moment(calendar, anchor.plus(minutes, ChronoUnit.MINUTES)));
  }

  /** Jumps of the wall clock where the zone has some, and any minute. */
  private static Arbitrary<Instant> anchors(ZoneId zone) {
    var apiaSkip = Instant.parse("2011-12-30T10:00:00Z");
    return Arbitraries.integers()
        .between(0, 36 * 365)
        .map(days -> Instant.parse("2004-01-01T00:00:00Z").plus(days, ChronoUnit.DAYS))
        .map(
            any -> {
              var jump = zone.getRules().nextTransition(any);
              return jump == null ? any : jump.getInstant();
            })
        .map(
            jump ->
                zone.getId().equals("Pacific/Apia") && jump.getEpochSecond() % 7 < 3
                    ? apiaSkip
                    : jump);
  }

  private static Arbitrary<WorkCalendar> calendars(ZoneId zone, LocalDate near) {
    var weekly = Arbitraries.maps(Arbitraries.of(DayOfWeek.class), hours(1, 3)).ofMaxSize(7);
    var dates = Arbitraries.integers().between(-5, 9).map(near::plusDays);
    var closedDates = dates.map(Closure.ClosedDate::new);
    var closedYearly =
        Combinators.combine(dates, Arbitraries.integers().between(0, 4))
            .as(
                (from, days) ->
                    new Closure.ClosedYearly(
                        MonthDay.from(from), MonthDay.from(from.plusDays(days))));
    var closures =
        Arbitraries.oneOf(
                closedDates.map(Closure.class::cast), closedYearly.map(Closure.class::cast))
            .list()
            .ofMaxSize(2);
    var exceptions =
        Arbitraries.maps(dates, hours(0, 2))
            .ofMaxSize(3)
            .map(
                byDate ->
                    byDate.entrySet().stream()
                        .map(entry -> new OpenException(entry.getKey(), entry.getValue()))
                        .collect(Collectors.toList()));
    return Combinators.combine(weekly, closures, exceptions)
        .as((hours, closed, open) -> new WorkCalendar(zone, hours, closed, open));
  }

  private static Arbitrary<List<OpenInterval>> hours(int min, int max) {
    return Combinators.combine(
            Arbitraries.integers().between(0, 95), Arbitraries.integers().between(0, 96))
        .filter((start, end) -> !start.equals(end))
        .as((start, end) -> new OpenInterval(start * 15, end * 15))
        .list()
        .ofMinSize(min)
        .ofMaxSize(max);
  }

  @Provide
  Arbitrary<SlaCase> cases() {
    var openSomeTime =
        moments().map(moment -> new Moment(withAnHourOnMonday(moment.calendar()), moment.at()));
    return openSomeTime.flatMap(
        moment ->
            Combinators.combine(
                    targets(),
                    acts(),
                    Arbitraries.of(45, 240, 1440).map(Duration::ofMinutes).injectNull(0.4),
                    Arbitraries.of(List.of(25, 50, 75, 100, 150), List.of(75)).injectNull(0.3),
                    Arbitraries.integers().between(0, 4000))
                .as(
                    (target, acts, limit, steps, minutes) ->
                        new SlaCase(
                            moment.calendar(),
                            target,
                            moment.at(),
                            acts.stream().map(act -> act.after(moment.at())).toList(),
                            limit,
                            steps,
                            moment.at().plus(minutes, ChronoUnit.MINUTES))));
  }

  private static WorkCalendar withAnHourOnMonday(WorkCalendar calendar) {
    if (calendar.weekly().containsKey(DayOfWeek.MONDAY)) {
      return calendar;
    }
    var weekly = new java.util.EnumMap<DayOfWeek, List<OpenInterval>>(DayOfWeek.class);
    weekly.putAll(calendar.weekly());
    weekly.put(DayOfWeek.MONDAY, List.of(OpenInterval.parse("08:00-09:00")));
    return new WorkCalendar(calendar.zone(), weekly, calendar.closures(), calendar.exceptions());
  }

  private static Arbitrary<Duration> targets() {
    return Arbitraries.of(20, 40, 60, 120, 240, 480, 1440).map(Duration::ofMinutes);
  }

  /** An act some minutes after the start of the story. */
  record Planned(String what, int minutes, Duration target) {
    SlaAct after(Instant start) {
      var at = start.plus(minutes, ChronoUnit.MINUTES);
      return switch (what) {
        case "pause" -> new SlaAct.Pause(at);
        case "resume" -> new SlaAct.Resume(at);
        case "stop" -> new SlaAct.Stop(at);
        case "undo" -> new SlaAct.Undo(at);
        case "reopen" -> new SlaAct.Reopen(at);
        case "raise" -> new SlaAct.Raise(at, target);
        case "lower" -> new SlaAct.Lower(at, target);
        default -> throw new IllegalArgumentException(what);
      };
    }
  }

  /** Minutes are multiples of five now and then, so that acts meet due instants. */
  private static Arbitrary<List<Planned>> acts() {
    var minutes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 3000),
            Arbitraries.integers().between(0, 200).map(step -> step * 15));
    return Combinators.combine(
            Arbitraries.of(
                "pause", "pause", "resume", "stop", "undo", "undo", "reopen", "reopen", "raise",
                "lower"),
            minutes,
            targets())
        .as(Planned::new)
        .list()
        .ofMaxSize(9)
        .map(
            acts -> {
              var sorted = new ArrayList<>(acts);
              sorted.sort(java.util.Comparator.comparingInt(Planned::minutes));
              return sorted;
            });
  }
}
