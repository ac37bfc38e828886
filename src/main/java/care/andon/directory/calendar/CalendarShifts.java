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
 * Makes shifts of a calendar's events. An event is one shift, a recurring one as many as it has
 * occurrences up to {@value #DAYS_AHEAD} days from now; each is known by the event's UID and, where
 * it recurs, the time at which it was planned.
 */
final class CalendarShifts {
  static final int DAYS_AHEAD = 400;
  static final int MOST_SHIFTS = 5_000;

  private static final int LONGEST_UID = 255;

  /** What began earlier is over. */
  private static final Duration LONGEST = Duration.ofDays(32);

  private final DirectorySnapshot directory;
  private final RosterPlace place;
  private final CalendarRefusals refusals;
  private final CalendarTimes times;
  private final RecurrenceExpander recurring;
  private final String source;
  private Map<String, CalendarZone> zones = Map.of();

  CalendarShifts(
      DirectorySnapshot directory, RosterPlace place, Instant now, CalendarRefusals refusals) {
    this.directory = directory;
    this.place = place;
    this.refusals = refusals;
    var zone = place.facility().timeZone();
    var last = now.plus(Duration.ofDays(DAYS_AHEAD));
    times =
        new CalendarTimes(
            zone,
            name ->
                Optional.ofNullable(zones.get(name))
                    .flatMap(it -> it.meant(knownZones(), now.minus(LONGEST), last)),
            refusals);
    recurring = new RecurrenceExpander(times, refusals, LocalDateTime.ofInstant(last, zone));
    source = source(place);
  }

  /** Where the hospital is, the roster's own facility first. */
  private Set<ZoneId> knownZones() {
    return Stream.concat(
            Stream.of(place.facility().timeZone()),
            directory.facilities().stream()
                .map(Facility::timeZone)
                .sorted(Comparator.comparing(ZoneId::getId)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Reads the times of the file. */
  CalendarTimes times() {
    return times;
  }

  /** Where shifts that came from a calendar say they are from. */
  static String source(RosterPlace place) {
    return "icalendar:"
        + place.facility().code()
        + (place.team() == null ? ":" + place.tier() : ":" + place.team().code());
  }

  /**
   * What the file says.
   *
   * @param shifts by the id they have in the file, with the line
   * @param uids of all events, also of those without a shift left
   * @param other events that are no shifts: duties of every week and stand-ins of this service
   */
  record Said(Map<String, OnLine> shifts, Set<String> uids, List<CalendarEvent> other) {}

  /**
   * A shift and the line it comes from.
   *
   * @param event the whole of what is there
   */
  record OnLine(Shift shift, CalendarEvent event) {
    int line() {
      return event.line();
    }
  }

  Said read(byte[] file) {
    var contents = CalendarFile.read(file, refusals);
    var events = contents.events();
    zones = contents.zones();
    var shifts = new LinkedHashMap<String, OnLine>();
    var uids = new HashSet<String>();
    var others = new ArrayList<CalendarEvent>();
    var overrides = new HashMap<String, List<CalendarEvent>>();
    events.stream()
        .filter(event -> event.first("RECURRENCE-ID").isPresent())
        .forEach(
            event -> overrides.computeIfAbsent(event.uid(), _ -> new ArrayList<>()).add(event));
    for (var event : events) {
      if (CalendarExport.isNoShift(event.uid())) {
        others.add(event);
      } else if (event.first("RECURRENCE-ID").isEmpty() && hasUid(event)) {
        if (uids.add(event.uid())) {
          add(event, overrides.getOrDefault(event.uid(), List.of()), shifts);
        } else {
          refusals.add(event.line(), "duplicate_uid", "Send every UID once");
        }
      }
    }
    overrides.forEach(
        (uid, changed) -> {
          if (!uids.contains(uid)) {
            refusals.add(
                changed.getFirst().line(), "no_series", "Send the series it belongs to as well");
          }
        });
    return new Said(shifts, uids, others);
  }

  private boolean hasUid(CalendarEvent event) {
    var uid = event.uid();
    if (uid.isBlank() || uid.length() > LONGEST_UID) {
      refusals.add(event.line(), "no_uid", "Send a UID of 1 to 255 characters with every event");
      return false;
    }
    return true;
  }

  private void add(CalendarEvent event, List<CalendarEvent> overrides, Map<String, OnLine> shifts) {
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
          .ifPresent(shift -> put(shifts, event.uid(), shift, event));
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
            .ifPresent(shift -> put(shifts, id, shift, event));
      } else if (!override.isCancelled()) {
        start(override)
            .ifPresent(
                moved ->
                    end(override, moved, false)
                        .flatMap(to -> shift(override, moved, moved.local(), to, id))
                        .ifPresent(shift -> put(shifts, id, shift, override)));
      }
    }
    changed
        .values()
        .forEach(
            it ->
                refusals.add(
                    it.line(), "no_such_occurrence", "RECURRENCE-ID names a time of the series"));
  }

  private Map<LocalDateTime, CalendarEvent> changed(
      List<CalendarEvent> overrides, CalendarTimes.Clock first) {
    var changed = new HashMap<LocalDateTime, CalendarEvent>();
    for (var override : overrides) {
      var id = override.first("RECURRENCE-ID").orElseThrow();
      if (id.parameter("RANGE").isPresent()) {
        refusals.add(id.line(), "not_supported", "Send a series of its own instead of a RANGE");
      }
      times.read(id).ifPresent(clock -> changed.put(clock.in(first.zone()), override));
    }
    return changed;
  }

  private void put(Map<String, OnLine> shifts, String id, Shift shift, CalendarEvent event) {
    if (shifts.size() == MOST_SHIFTS) {
      refusals.add(event.line(), "too_many", "Send at most " + MOST_SHIFTS + " shifts at once");
    }
    if (shifts.size() <= MOST_SHIFTS) {
      shifts.put(id, new OnLine(shift, event));
    }
  }

  private Optional<CalendarTimes.Clock> start(CalendarEvent event) {
    var line = event.first("DTSTART");
    if (line.isEmpty()) {
      refusals.add(event.line(), "no_start", "Send a DTSTART with every event");
    }
    return line.flatMap(times::read);
  }

  /** A duration is exact for one shift, and what the wall clock shows for a series. */
  private Optional<LocalDateTime> end(
      CalendarEvent event, CalendarTimes.Clock start, boolean isSeries) {
    var end = event.first("DTEND");
    if (end.isPresent()) {
      return times.read(end.get()).map(clock -> clock.in(start.zone()));
    }
    var duration = event.first("DURATION");
    if (duration.isPresent()) {
      return times
          .length(duration.get())
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
    refusals.add(event.line(), "no_end", "Send a DTEND or a DURATION with every event");
    return Optional.empty();
  }

  private Optional<Shift> shift(
      CalendarEvent event,
      CalendarTimes.Clock clock,
      LocalDateTime from,
      LocalDateTime to,
      String externalId) {
    var person = person(event);
    if (!from.isBefore(to) || to.isAfter(from.plusDays(31))) {
      refusals.add(
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

  /** Who it is, by what names people most exactly; also somebody who has left since. */
  private Optional<PersonId> person(CalendarEvent event) {
    var line = personLine(event);
    if (line.isEmpty()) {
      refusals.add(event.line(), "unknown_person", "Name the person in X-ANDON-PERSON or ATTENDEE");
      return Optional.empty();
    }
    var person = named(line.get()).map(Person::id);
    if (person.isEmpty()) {
      refuseUnknown(line.get());
    }
    return person;
  }

  /** The same, refused when they are not here, or not of the team. */
  Optional<PersonId> presentPerson(CalendarEvent event) {
    var person = person(event);
    person.ifPresent(id -> requirePresent(id, event));
    return person;
  }

  /** Refuses somebody who has left, and who is not of the team whose roster it is. */
  void requirePresent(PersonId person, CalendarEvent event) {
    var line = personLine(event).orElseThrow();
    if (directory.isGone(person)) {
      refuseUnknown(line);
    } else if (place.team() != null && !directory.isMember(person, place.team().id())) {
      refusals.add(line.line(), "not_in_team", "Name somebody of the team whose roster it is");
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
    refusals.add(
        line.line(),
        "unknown_person",
        "Name somebody in the directory: by username in X-ANDON-PERSON, or as the local part of"
            + " the address in ATTENDEE");
  }

  Optional<Person> named(CalendarLine line) {
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
