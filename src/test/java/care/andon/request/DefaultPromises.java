package care.andon.request;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.sla.Promises;
import care.andon.sla.SlaPolicy;
import care.andon.sla.VersionRef;
import care.andon.sla.engine.OpenInterval;
import care.andon.sla.engine.WorkCalendar;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The default targets, on one calendar, without a database. */
record DefaultPromises(WorkCalendar calendar) implements Promises {
  static final VersionRef POLICY = new VersionRef("default", 1);
  private static final VersionRef CALENDAR = new VersionRef("calendar", 1);

  static DefaultPromises aroundTheClock() {
    return new DefaultPromises(WorkCalendar.always(ZoneOffset.UTC));
  }

  static DefaultPromises inOfficeHours() {
    var hours = List.of(OpenInterval.parse("08:00-12:00"), OpenInterval.parse("13:00-17:00"));
    return new DefaultPromises(
        new WorkCalendar(
            ZoneId.of("America/Chicago"),
            Stream.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)
                .collect(Collectors.toMap(Function.identity(), day -> hours)),
            List.of(),
            List.of()));
  }

  @Override
  public SlaPolicy current() {
    return new SlaPolicy(
        POLICY,
        CALENDAR,
        Duration.ofHours(24),
        Map.of(
            Impact.PATIENT_WAITING, targets("PT5M", "PT15M", "PT1H"),
            Impact.THIS_SHIFT, targets("PT15M", "PT2H", "PT8H"),
            Impact.SLOWS_CARE, targets("PT8H", "PT48H", "PT120H"),
            Impact.IMPROVEMENT, targets("PT24H", "PT336H", "PT1080H")),
        List.of(
            new SlaPolicy.TargetOverride(
                Category.SAFETY_VIOLENCE,
                Impact.PATIENT_WAITING,
                Map.of(ClockKind.ACKNOWLEDGE, Duration.ofMinutes(2)))),
        75,
        new SlaPolicy.Escalation(
            List.of(ClockKind.ACKNOWLEDGE, ClockKind.RESOLVE),
            new SlaPolicy.Unacknowledged(
                Impact.PATIENT_WAITING, Duration.ofMinutes(10), List.of(2, 3))));
  }

  private static Map<ClockKind, Duration> targets(
      String acknowledge, String update, String resolve) {
    return Map.of(
        ClockKind.ACKNOWLEDGE, Duration.parse(acknowledge),
        ClockKind.UPDATE, Duration.parse(update),
        ClockKind.RESOLVE, Duration.parse(resolve));
  }

  @Override
  public SlaPolicy policy(VersionRef ref) {
    return current();
  }

  @Override
  public WorkCalendar calendar(VersionRef ref) {
    return calendar;
  }
}
