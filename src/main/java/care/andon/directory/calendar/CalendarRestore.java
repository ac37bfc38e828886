package care.andon.directory.calendar;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.WeeklyHours;
import care.andon.directory.roster.RosterPlace;
import care.andon.directory.roster.StoredStandIn;
import care.andon.directory.roster.WeeklyDuty;
import care.andon.kernel.PersonId;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes duties of every week and stand-ins of the events this service wrote them as, where they are
 * on the roster no longer. What is not as it was written is refused with its line.
 */
final class CalendarRestore {
  private static final Map<String, DayOfWeek> DAYS =
      Arrays.stream(DayOfWeek.values())
          .collect(Collectors.toMap(day -> day.name().substring(0, 2), day -> day));
  private static final Pattern RULE =
      Pattern.compile(
          "FREQ=WEEKLY;BYDAY=((?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU)){0,6})"
              + "(?:;UNTIL=([0-9]{8}T[0-9]{6}Z))?");
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final int LONGEST_REASON = 2_000;

  private final RosterPlace place;
  private final Instant now;
  private final String by;
  private final CalendarShifts calendar;
  private final CalendarRefusals refusals;
  private final CalendarTimes times;

  CalendarRestore(
      RosterPlace place,
      Instant now,
      String by,
      CalendarShifts calendar,
      CalendarRefusals refusals) {
    this.place = place;
    this.now = now;
    this.by = by;
    this.calendar = calendar;
    this.refusals = refusals;
    times = calendar.times();
  }

  /** The duties of every week among the events; also those that are over. */
  List<WeeklyDuty> weekly(List<CalendarEvent> events) {
    return events.stream()
        .filter(event -> CalendarExport.isWeekly(event.uid()))
        .flatMap(event -> weekly(event).stream())
        .toList();
  }

  private Optional<WeeklyDuty> weekly(CalendarEvent event) {
    var rule = event.first("RRULE").map(line -> RULE.matcher(line.value()));
    var start = clock(event, "DTSTART");
    var end = clock(event, "DTEND");
    var person = calendar.presentPerson(event);
    if (rule.isEmpty() || !rule.get().matches() || start.isEmpty() || end.isEmpty()) {
      return notAsWritten(event);
    }
    var zone = start.get().zone();
    var until = rule.get().group(2);
    var lastDay = until == null ? null : day(event, until, start.get());
    var firstDay = start.get().local().toLocalDate();
    if (lastDay != null && lastDay.isBefore(firstDay)) {
      return notAsWritten(event);
    }
    var hours =
        new WeeklyHours(
            days(rule.get().group(1)),
            start.get().local().toLocalTime(),
            end.get().in(zone).toLocalTime());
    return person.map(
        id ->
            new WeeklyDuty(
                CalendarExport.idOf(event.uid()),
                id,
                new DutyTimes.Weekly(
                    hours,
                    zone.equals(place.facility().timeZone()) ? null : zone,
                    firstDay,
                    lastDay),
                event.isExclusive()));
  }

  private static Set<DayOfWeek> days(String names) {
    return Arrays.stream(names.split(",", -1))
        .map(name -> java.util.Objects.requireNonNull(DAYS.get(name)))
        .collect(Collectors.toSet());
  }

  private @Nullable LocalDate day(CalendarEvent event, String until, CalendarTimes.Clock start) {
    return event
        .first("RRULE")
        .flatMap(line -> times.read(line, until))
        .map(clock -> clock.in(start.zone()).toLocalDate())
        .orElse(null);
  }

  /**
   * The stand-ins among the events, those said first at first; also those that are over. Whoever
   * reads the calendar says them again, in the order in which they were said.
   */
  List<StoredStandIn> standIns(List<CalendarEvent> events) {
    var said = new ArrayList<Said>();
    for (var event : events) {
      if (!CalendarExport.isWeekly(event.uid())) {
        standIn(event).ifPresent(said::add);
      }
    }
    said.sort(
        Comparator.comparing(Said::at)
            .thenComparing(it -> it.act())
            .thenComparing(it -> it.standIn().id()));
    var acts = new LinkedHashMap<UUID, Instant>();
    said.forEach(
        it -> acts.computeIfAbsent(it.act(), _ -> now.plus(acts.size(), ChronoUnit.MICROS)));
    return said.stream()
        .map(it -> it.standIn().saidAt(java.util.Objects.requireNonNull(acts.get(it.act()))))
        .toList();
  }

  private record Said(Instant at, StoredStandIn standIn) {
    UUID act() {
      return standIn.swap() == null ? standIn.id() : standIn.swap();
    }
  }

  private Optional<Said> standIn(CalendarEvent event) {
    var start = clock(event, "DTSTART");
    var end = clock(event, "DTEND");
    var person = calendar.presentPerson(event);
    var reason = event.first("DESCRIPTION").map(it -> VObjectPropertyValues.unescape(it.value()));
    var said = event.first("X-ANDON-SAID").flatMap(CalendarRestore::instant);
    var swap = event.first("X-ANDON-SWAP").flatMap(CalendarRestore::id);
    var insteadOf = event.first("X-ANDON-INSTEAD-OF");
    var instead = insteadOf.flatMap(calendar::named).map(care.andon.directory.oncall.Person::id);
    if (start.isEmpty()
        || end.isEmpty()
        || !start.get().instant().isBefore(end.get().instant())
        || Duration.between(start.get().instant(), end.get().instant()).compareTo(LONGEST) > 0
        || reason.filter(it -> !it.isBlank() && it.length() <= LONGEST_REASON).isEmpty()
        || said.isEmpty()
        || (swap.isPresent() != event.first("X-ANDON-SWAP").isPresent())
        || (instead.isPresent() != insteadOf.isPresent())
        || instead.equals(person)) {
      return notAsWritten(event);
    }
    var when = new Interval(start.get().instant(), end.get().instant());
    return person.map(
        id ->
            new Said(
                said.get(),
                standIn(event, id, instead.orElse(null), when, reason.get(), swap.orElse(null))));
  }

  private StoredStandIn standIn(
      CalendarEvent event,
      PersonId person,
      @Nullable PersonId instead,
      Interval when,
      String reason,
      @Nullable UUID swap) {
    return new StoredStandIn(
        CalendarExport.idOf(event.uid()), person, instead, when, reason, swap, by, now, null, null);
  }

  private Optional<CalendarTimes.Clock> clock(CalendarEvent event, String name) {
    return event.first(name).flatMap(times::read);
  }

  private static Optional<Instant> instant(CalendarLine line) {
    return care.andon.platform.text.Instants.parse(line.value());
  }

  private static Optional<UUID> id(CalendarLine line) {
    return line.value().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? Optional.of(UUID.fromString(line.value()))
        : Optional.empty();
  }

  private <T> Optional<T> notAsWritten(CalendarEvent event) {
    refusals.add(
        event.line(), "no_such_duty", "Send only what was exported here, or events of your own");
    return Optional.empty();
  }
}
