package care.andon.directory.calendar;

import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.WeeklyHours;
import care.andon.directory.roster.RosterPlace;
import care.andon.directory.roster.StoredStandIn;
import care.andon.directory.roster.WeeklyDuty;
import care.andon.kernel.PersonId;
import care.andon.platform.text.Instants;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Restores weekly duties and stand-ins that were exported here and are not on the roster any more.
 * Records an error if an event is not as it was exported.
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
  private final CalendarErrors errors;
  private final CalendarTimes times;

  CalendarRestore(
      RosterPlace place, Instant now, String by, CalendarShifts calendar, CalendarErrors errors) {
    this.place = place;
    this.now = now;
    this.by = by;
    this.calendar = calendar;
    this.errors = errors;
    times = calendar.times();
  }

  /** The weekly duties among the events; also those that are over. */
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
      return refuse(event);
    }
    var zone = start.get().zone();
    var until = rule.get().group(2);
    var lastDay = until == null ? null : day(event, until, start.get());
    var firstDay = start.get().local().toLocalDate();
    if (lastDay != null && lastDay.isBefore(firstDay)) {
      return refuse(event);
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
        .map(name -> Objects.requireNonNull(DAYS.get(name)))
        .collect(Collectors.toSet());
  }

  private @Nullable LocalDate day(CalendarEvent event, String until, CalendarTimes.WallTime start) {
    return event
        .first("RRULE")
        .flatMap(line -> times.read(line, until))
        .map(clock -> clock.in(start.zone()).toLocalDate())
        .orElse(null);
  }

  /**
   * The stand-ins among the events, in the order in which they were made; also those that are over.
   * They count as made again now, by the caller, in that order.
   */
  List<StoredStandIn> standIns(List<CalendarEvent> events) {
    var said = new ArrayList<RestoredStandIn>();
    for (var event : events) {
      if (!CalendarExport.isWeekly(event.uid())) {
        standIn(event).ifPresent(said::add);
      }
    }
    said.sort(
        Comparator.comparing(RestoredStandIn::at)
            .thenComparing(it -> it.act())
            .thenComparing(it -> it.standIn().id()));
    var acts = new LinkedHashMap<UUID, Instant>();
    said.forEach(
        it -> acts.computeIfAbsent(it.act(), _ -> now.plus(acts.size(), ChronoUnit.MICROS)));
    return said.stream()
        .map(it -> it.standIn().withMadeAt(Objects.requireNonNull(acts.get(it.act()))))
        .toList();
  }

  private record RestoredStandIn(Instant at, StoredStandIn standIn) {
    UUID act() {
      return standIn.swap() == null ? standIn.id() : standIn.swap();
    }
  }

  private Optional<RestoredStandIn> standIn(CalendarEvent event) {
    var start = clock(event, "DTSTART");
    var end = clock(event, "DTEND");
    var person = calendar.presentPerson(event);
    var reason = event.first("DESCRIPTION").map(it -> VObjectPropertyValues.unescape(it.value()));
    var said = event.first("X-ANDON-SAID").flatMap(CalendarRestore::instant);
    var swap = event.first("X-ANDON-SWAP").flatMap(CalendarRestore::id);
    var insteadOf = event.first("X-ANDON-INSTEAD-OF");
    var instead = insteadOf.flatMap(calendar::findPerson).map(Person::id);
    if (start.isEmpty()
        || end.isEmpty()
        || !start.get().instant().isBefore(end.get().instant())
        || Duration.between(start.get().instant(), end.get().instant()).compareTo(LONGEST) > 0
        || reason.filter(it -> !it.isBlank() && it.length() <= LONGEST_REASON).isEmpty()
        || said.isEmpty()
        || (swap.isPresent() != event.first("X-ANDON-SWAP").isPresent())
        || (instead.isPresent() != insteadOf.isPresent())
        || instead.equals(person)) {
      return refuse(event);
    }
    var when = new Interval(start.get().instant(), end.get().instant());
    return person.map(
        id ->
            new RestoredStandIn(
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

  private Optional<CalendarTimes.WallTime> clock(CalendarEvent event, String name) {
    return event.first(name).flatMap(times::read);
  }

  private static Optional<Instant> instant(CalendarLine line) {
    return Instants.parse(line.value());
  }

  private static Optional<UUID> id(CalendarLine line) {
    return line.value().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
        ? Optional.of(UUID.fromString(line.value()))
        : Optional.empty();
  }

  private <T> Optional<T> refuse(CalendarEvent event) {
    errors.add(
        event.line(),
        "no_such_duty",
        "Send the event as it was exported, or an event with another UID");
    return Optional.empty();
  }
}
