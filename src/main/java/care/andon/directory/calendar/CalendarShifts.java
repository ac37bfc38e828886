package care.andon.directory.calendar;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Person;
import care.andon.directory.roster.RosterPlace;
import care.andon.directory.roster.Rosters;
import care.andon.directory.roster.Shift;
import care.andon.kernel.PersonId;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns the events of a calendar into shifts.
 *
 * <p>An event is one shift. A recurring event is one shift per occurrence, up to {@value
 * #DAYS_AHEAD} days from now. The external id of a shift is the UID of the event; for a recurring
 * event, the UID and the planned time of the occurrence.
 */
final class CalendarShifts {
  static final int DAYS_AHEAD = 400;
  static final int MOST_SHIFTS = 5_000;

  private static final int LONGEST_UID = 255;

  /** What began earlier than this is over. */
  private static final Duration LONGEST = Duration.ofDays(32);

  private final DirectorySnapshot directory;
  private final RosterPlace place;
  private final CalendarErrors errors;
  private final CalendarTimes times;
  private final RecurrenceExpander recurring;
  private final String source;
  private Map<String, CalendarZone> zones = Map.of();

  CalendarShifts(
      DirectorySnapshot directory, RosterPlace place, Instant now, CalendarErrors errors) {
    this.directory = directory;
    this.place = place;
    this.errors = errors;
    var zone = place.facility().timeZone();
    var last = now.plus(Duration.ofDays(DAYS_AHEAD));
    times =
        new CalendarTimes(
            zone,
            name ->
                Optional.ofNullable(zones.get(name))
                    .flatMap(it -> it.resolve(knownZones(), now.minus(LONGEST), last)),
            errors);
    recurring = new RecurrenceExpander(times, errors, LocalDateTime.ofInstant(last, zone));
    source = source(place);
  }

  /** The time zones of all facilities, that of the roster first. */
  private Set<ZoneId> knownZones() {
    return Stream.concat(
            Stream.of(place.facility().timeZone()),
            directory.facilities().stream()
                .map(Facility::timeZone)
                .sorted(Comparator.comparing(ZoneId::getId)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Reads the times in the file. */
  CalendarTimes times() {
    return times;
  }

  /** The source of shifts that are imported into this roster as a calendar. */
  static String source(RosterPlace place) {
    return "icalendar:"
        + place.facility().code()
        + (place.team() == null ? ":" + place.tier() : ":" + place.team().code());
  }

  /**
   * The contents of a file.
   *
   * @param shifts by external id
   * @param uids of all events that may be shifts, also of cancelled ones
   * @param other events for weekly duties and stand-ins that were exported here
   */
  record FileContents(
      Map<String, EventShift> shifts, Set<String> uids, List<CalendarEvent> other) {}

  /** A shift and the event it comes from. */
  record EventShift(Shift shift, CalendarEvent event) {
    int line() {
      return event.line();
    }
  }

  FileContents read(byte[] file) {
    var contents = CalendarFile.read(file, errors);
    var events = contents.events();
    zones = contents.zones();
    var shifts = new LinkedHashMap<String, EventShift>();
    var uids = new HashSet<String>();
    var others = new ArrayList<CalendarEvent>();
    var overrides = new HashMap<String, List<CalendarEvent>>();
    events.stream()
        .filter(event -> event.first("RECURRENCE-ID").isPresent())
        .forEach(
            event -> overrides.computeIfAbsent(event.uid(), _ -> new ArrayList<>()).add(event));
    for (var event : events) {
      if (CalendarExport.isDutyOrStandIn(event.uid())) {
        others.add(event);
      } else if (event.first("RECURRENCE-ID").isEmpty() && hasUid(event)) {
        if (uids.add(event.uid())) {
          add(event, overrides.getOrDefault(event.uid(), List.of()), shifts);
        } else {
          errors.add(event.line(), "duplicate_uid", "Send every UID once");
        }
      }
    }
    overrides.forEach(
        (uid, changed) -> {
          if (!uids.contains(uid)) {
            errors.add(
                changed.getFirst().line(), "no_series", "Send the series it belongs to as well");
          }
        });
    return new FileContents(shifts, uids, others);
  }

  private boolean hasUid(CalendarEvent event) {
    var uid = event.uid();
    if (uid.isBlank() || uid.length() > LONGEST_UID) {
      errors.add(event.line(), "no_uid", "Send a UID of 1 to 255 characters with every event");
      return false;
    }
    return true;
  }

  private void add(
      CalendarEvent event, List<CalendarEvent> overrides, Map<String, EventShift> shifts) {
    if (event.isCancelled()) {
      return;
    }
    var start = start(event);
    if (start.isEmpty()) {
      return;
    }
    var recurs = Stream.of("RRULE", "RDATE").anyMatch(name -> event.first(name).isPresent());
    if (!recurs) {
      end(event, start.get(), false)
          .flatMap(end -> shift(event, start.get(), start.get().local(), end, event.uid()))
          .ifPresent(shift -> addShift(shifts, event.uid(), shift, event));
      return;
    }
    var end = end(event, start.get(), true);
    if (end.isEmpty()) {
      return;
    }
    var length = Duration.between(start.get().local(), end.get());
    var changed = changed(overrides, start.get());
    for (var local : recurring.starts(event, start.get())) {
      var id = event.uid() + "/" + CalendarTimes.write(local);
      var override = changed.remove(local);
      if (override == null) {
        shift(event, start.get(), local, local.plus(length), id)
            .ifPresent(shift -> addShift(shifts, id, shift, event));
      } else if (!override.isCancelled()) {
        start(override)
            .ifPresent(
                moved ->
                    end(override, moved, false)
                        .flatMap(to -> shift(override, moved, moved.local(), to, id))
                        .ifPresent(shift -> addShift(shifts, id, shift, override)));
      }
    }
    changed
        .values()
        .forEach(
            it ->
                errors.add(
                    it.line(), "no_such_occurrence", "RECURRENCE-ID names a time of the series"));
  }

  private Map<LocalDateTime, CalendarEvent> changed(
      List<CalendarEvent> overrides, CalendarTimes.WallTime first) {
    var changed = new HashMap<LocalDateTime, CalendarEvent>();
    for (var override : overrides) {
      var id = override.first("RECURRENCE-ID").orElseThrow();
      if (id.parameter("RANGE").isPresent()) {
        errors.add(id.line(), "not_supported", "Send a series of its own instead of a RANGE");
      }
      times.read(id).ifPresent(clock -> changed.put(clock.in(first.zone()), override));
    }
    return changed;
  }

  private void addShift(
      Map<String, EventShift> shifts, String id, Shift shift, CalendarEvent event) {
    if (shifts.size() == MOST_SHIFTS) {
      errors.add(event.line(), "too_many", "Send at most " + MOST_SHIFTS + " shifts at once");
    }
    if (shifts.size() <= MOST_SHIFTS) {
      shifts.put(id, new EventShift(shift, event));
    }
  }

  private Optional<CalendarTimes.WallTime> start(CalendarEvent event) {
    var line = event.first("DTSTART");
    if (line.isEmpty()) {
      errors.add(event.line(), "no_start", "Send a DTSTART with every event");
    }
    return line.flatMap(times::read);
  }

  /** A duration is exact time for a single shift, and wall-clock time for a series. */
  private Optional<LocalDateTime> end(
      CalendarEvent event, CalendarTimes.WallTime start, boolean isSeries) {
    var end = event.first("DTEND");
    if (end.isPresent()) {
      return times.read(end.get()).map(clock -> clock.in(start.zone()));
    }
    var duration = event.first("DURATION");
    if (duration.isPresent()) {
      return times
          .duration(duration.get())
          .map(
              length ->
                  isSeries
                      ? length.after(start.local())
                      : start
                          .local()
                          .plus(length.days())
                          .atZone(start.zone())
                          .plus(length.time())
                          .toLocalDateTime());
    }
    if (start.isDate()) {
      return Optional.of(start.local().plusDays(1));
    }
    errors.add(event.line(), "no_end", "Send a DTEND or a DURATION with every event");
    return Optional.empty();
  }

  private Optional<Shift> shift(
      CalendarEvent event,
      CalendarTimes.WallTime clock,
      LocalDateTime from,
      LocalDateTime to,
      String externalId) {
    var person = person(event);
    if (!from.isBefore(to) || to.isAfter(from.plusDays(31))) {
      errors.add(
          event.line(), "not_a_shift", "Send shifts that end after they start, within 31 days");
      return Optional.empty();
    }
    return person
        .map(
            id ->
                new Shift(
                    Rosters.newId(),
                    id,
                    new DutyTimes.Dated(from, to, clock.zone()),
                    event.isExclusive(),
                    source,
                    externalId))
        .filter(shift -> !shift.when().isEmpty());
  }

  /** The person an event names, by the most exact property; also one who has left. */
  private Optional<PersonId> person(CalendarEvent event) {
    var line = personLine(event);
    if (line.isEmpty()) {
      errors.add(event.line(), "unknown_person", "Name the person in X-ANDON-PERSON or ATTENDEE");
      return Optional.empty();
    }
    var person = findPerson(line.get()).map(Person::id);
    if (person.isEmpty()) {
      refuseUnknown(line.get());
    }
    return person;
  }

  /** The person an event names. Records an error if they have left or are not in the team. */
  Optional<PersonId> presentPerson(CalendarEvent event) {
    var person = person(event);
    person.ifPresent(id -> requirePresent(id, event));
    return person;
  }

  /** Records an error if the person has left or is not in the team of the roster. */
  void requirePresent(PersonId person, CalendarEvent event) {
    var line = personLine(event).orElseThrow();
    if (directory.isGone(person)) {
      refuseUnknown(line);
    } else if (place.team() != null && !directory.isMember(person, place.team().id())) {
      errors.add(line.line(), "not_in_team", "Name a member of the team");
    }
  }

  private static Optional<CalendarLine> personLine(CalendarEvent event) {
    return event
        .first("X-ANDON-PERSON")
        .or(() -> event.first("ATTENDEE"))
        .or(() -> event.first("ORGANIZER"))
        .or(() -> event.first("SUMMARY"));
  }

  private void refuseUnknown(CalendarLine line) {
    errors.add(
        line.line(),
        "unknown_person",
        "Name a person in the directory: by username in X-ANDON-PERSON, or as the local part of"
            + " the address in ATTENDEE");
  }

  Optional<Person> findPerson(CalendarLine line) {
    var value = line.value().strip();
    var lower = value.toLowerCase(Locale.ROOT);
    if (lower.startsWith("urn:uuid:")) {
      return directory.personByIdOrUsername(value.substring("urn:uuid:".length()));
    }
    if (lower.startsWith("mailto:")) {
      var address = value.substring("mailto:".length());
      return directory
          .personByUsername(address)
          .or(() -> directory.personByUsername(address.replaceFirst("@.*", "")));
    }
    return directory.personByIdOrUsername(VObjectPropertyValues.unescape(value));
  }
}
