package care.andon.directory.calendar;

import biweekly.property.RecurrenceDates;
import biweekly.property.RecurrenceRule;
import biweekly.util.Period;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.calendar.CalendarErrors.EventError;
import care.andon.directory.calendar.CalendarTimes.WallTime;
import care.andon.directory.calendar.CalendarZones.FileZone;
import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.roster.RosterPlace;
import care.andon.directory.roster.Rosters;
import care.andon.directory.roster.Shift;
import care.andon.kernel.PersonId;
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
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns the events of a calendar into shifts.
 *
 * <p>An event is one shift. A recurring event is one shift per occurrence from {@value #DAYS_BACK}
 * days ago to {@value #DAYS_AHEAD} days from now. The external id of a shift is the UID of the
 * event; for a recurring event, the UID and the planned time of the occurrence.
 */
final class CalendarShifts {
  static final int DAYS_AHEAD = 400;
  static final int MOST_SHIFTS = 5_000;

  /** A shift has at most 31 days: what began earlier is over. */
  private static final int DAYS_BACK = 32;

  private static final int MOST_OCCURRENCES = 1_000;

  private final RosterPlace place;
  private final CalendarErrors errors;
  private final CalendarPeople people;
  private final Set<ZoneId> knownZones;
  private final Interval window;
  private final RecurrenceExpander recurrence = new RecurrenceExpander();
  private final Map<String, EventShift> shifts = new LinkedHashMap<>();
  private CalendarTimes times;

  CalendarShifts(
      DirectorySnapshot directory, RosterPlace place, Instant now, CalendarErrors errors) {
    this.place = place;
    this.errors = errors;
    people = new CalendarPeople(directory, place);
    window =
        new Interval(now.minus(Duration.ofDays(DAYS_BACK)), now.plus(Duration.ofDays(DAYS_AHEAD)));
    knownZones = knownZones(directory, place);
    times = times(List.of());
  }

  /** The time zones of all facilities, that of the roster first. */
  private static Set<ZoneId> knownZones(DirectorySnapshot directory, RosterPlace place) {
    return Stream.concat(
            Stream.of(place.facility().timeZone()),
            directory.facilities().stream()
                .map(Facility::timeZone)
                .sorted(Comparator.comparing(ZoneId::getId)))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private CalendarTimes times(List<biweekly.component.VTimezone> defined) {
    return new CalendarTimes(
        new CalendarZones(defined, place.facility().timeZone(), knownZones, window, recurrence));
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
   * @param skipped number of events that are weekly duties or stand-ins of this service
   */
  record FileContents(Map<String, EventShift> shifts, Set<String> uids, int skipped) {}

  /** A shift and the event it comes from. */
  record EventShift(Shift shift, CalendarEvent event) {}

  /** Errors are recorded with their line and the UID of the event. */
  FileContents read(byte[] file) {
    var contents = CalendarFile.read(file, errors);
    times = times(contents.zones());
    var uids = new HashSet<String>();
    var overrides = new LinkedHashMap<String, List<CalendarEvent>>();
    var skipped = 0;
    for (var event : contents.events()) {
      if (CalendarExport.isDutyOrStandIn(event.uid())) {
        skipped++;
        refuseCancelled(event);
      } else if (event.isOverride()) {
        overrides.computeIfAbsent(event.uid(), _ -> new ArrayList<>()).add(event);
      }
    }
    for (var event : contents.events()) {
      if (!event.isOverride() && !CalendarExport.isDutyOrStandIn(event.uid())) {
        read(event, overrides.getOrDefault(event.uid(), List.of()), uids);
      }
    }
    overrides.forEach((uid, changed) -> requireSeries(uids.contains(uid), changed.getFirst()));
    return new FileContents(shifts, uids, skipped);
  }

  private void refuseCancelled(CalendarEvent event) {
    if (event.isCancelled()) {
      errors.add(
          event,
          new EventError(
              event.line(),
              "not_supported",
              "Weekly duties and stand-ins are ended here, not by a calendar"));
    }
  }

  private void requireSeries(boolean isThere, CalendarEvent override) {
    if (!isThere) {
      errors.add(
          override,
          new EventError(override.line(), "no_series", "Send the series it belongs to as well"));
    }
  }

  private void read(CalendarEvent event, List<CalendarEvent> overrides, Set<String> uids) {
    try {
      if (!uids.add(event.uid())) {
        throw new EventError(event.line(), "duplicate_uid", "Send every UID once");
      }
      event.requireReadable();
      if (event.isCancelled()) {
        return;
      }
      if (event.isSeries()) {
        addSeries(event, overrides);
      } else {
        var start = start(event);
        add(event.uid(), event, new Occurrence(start.local(), end(event, start)), start.zone());
      }
    } catch (EventError error) {
      errors.add(event, error);
    }
  }

  // --- Series ---

  /** Wall-clock times in the time zone of the series. */
  private record Occurrence(LocalDateTime from, LocalDateTime to) {}

  private void addSeries(CalendarEvent event, List<CalendarEvent> overrides) {
    var first = start(event);
    var occurrences = occurrences(event, first);
    var changed = overrides(overrides, first.zone(), occurrences);
    leaveOut(event, first, occurrences);
    changed.keySet().forEach(it -> occurrences.put(it, new Occurrence(it, it)));
    occurrences.forEach(
        (planned, occurrence) -> {
          var id = event.uid() + "/" + CalendarTimes.write(planned);
          var override = changed.get(planned);
          if (override == null) {
            add(id, event, occurrence, first.zone());
          } else {
            addOverride(id, override);
          }
        });
  }

  /** By planned start; those in the window only. */
  private SortedMap<LocalDateTime, Occurrence> occurrences(CalendarEvent event, WallTime first) {
    var from = first.zone().local(window.from());
    var to = first.zone().local(window.to());
    var length = Duration.between(first.local(), seriesEnd(event, first));
    var occurrences = new TreeMap<LocalDateTime, Occurrence>();
    var starts = new ArrayList<>(List.of(first.local()));
    for (var rule : event.event().getProperties(RecurrenceRule.class)) {
      starts.addAll(recurrence.starts(rule, first, from, to));
    }
    for (var dates : event.event().getRecurrenceDates()) {
      dates.getDates().forEach(date -> starts.add(times.read(dates, date).in(first.zone())));
      dates.getPeriods().forEach(it -> put(occurrences, occurrence(dates, it, first.zone())));
    }
    starts.forEach(it -> put(occurrences, new Occurrence(it, it.plus(length))));
    var inWindow = new TreeMap<>(occurrences.headMap(to, true).tailMap(from, true));
    if (inWindow.size() > MOST_OCCURRENCES) {
      throw new EventError(
          event.line(),
          "too_many",
          "Send series of at most %d occurrences in %d days"
              .formatted(MOST_OCCURRENCES, DAYS_AHEAD));
    }
    return inWindow;
  }

  private static void put(Map<LocalDateTime, Occurrence> occurrences, Occurrence occurrence) {
    occurrences.putIfAbsent(occurrence.from, occurrence);
  }

  private Occurrence occurrence(RecurrenceDates property, Period period, FileZone zone) {
    var start = times.read(property, period.getStartDate());
    var duration = period.getDuration();
    var end =
        duration == null
            ? times.read(property, period.getEndDate()).in(zone)
            : CalendarTimes.plusLocal(start.in(zone), duration);
    return new Occurrence(start.in(zone), end);
  }

  /** Changed occurrences by their planned start. */
  private Map<LocalDateTime, CalendarEvent> overrides(
      List<CalendarEvent> overrides,
      FileZone zone,
      SortedMap<LocalDateTime, Occurrence> occurrences) {
    var changed = new HashMap<LocalDateTime, CalendarEvent>();
    for (var override : overrides) {
      try {
        override.requireReadable();
        var id = override.event().getRecurrenceId();
        if (id.getRange() != null) {
          throw new EventError(id, "not_supported", "Send a series of its own instead of a RANGE");
        }
        var planned = times.read(id).in(zone);
        var isInWindow = window.contains(zone.instant(planned));
        if (isInWindow && !occurrences.containsKey(planned)) {
          throw new EventError(
              id, "no_such_occurrence", "Send a RECURRENCE-ID that is a time of the series");
        }
        if (changed.put(planned, override) != null) {
          throw new EventError(id, "duplicate_uid", "Send every occurrence once");
        }
      } catch (EventError error) {
        errors.add(override, error);
      }
    }
    return changed;
  }

  /** A moved occurrence counts if it is in the window now, wherever it was planned. */
  private void addOverride(String id, CalendarEvent override) {
    try {
      var start = override.isCancelled() ? null : start(override);
      if (start != null && window.contains(start.instant())) {
        add(id, override, new Occurrence(start.local(), end(override, start)), start.zone());
      }
    } catch (EventError error) {
      errors.add(override, error);
    }
  }

  /** An EXDATE that is a whole day leaves out every occurrence on that day. */
  private void leaveOut(
      CalendarEvent event, WallTime first, SortedMap<LocalDateTime, Occurrence> occurrences) {
    var days = new HashSet<LocalDateTime>();
    for (var dates : event.event().getExceptionDates()) {
      for (var date : dates.getValues()) {
        var time = times.read(dates, date);
        if (time.isDate()) {
          days.add(time.local());
        }
        occurrences.remove(time.in(first.zone()));
      }
    }
    occurrences.keySet().removeIf(start -> days.contains(start.toLocalDate().atStartOfDay()));
  }

  // --- Single events ---

  private WallTime start(CalendarEvent event) {
    var start = event.event().getDateStart();
    if (start == null) {
      throw new EventError(event.line(), "no_start", "Send a DTSTART with every event");
    }
    return times.read(start);
  }

  /** The end of one event. A duration is days by the wall clock and then exact time. */
  private LocalDateTime end(CalendarEvent event, WallTime start) {
    var duration = event.event().getDuration();
    return event.event().getDateEnd() == null && duration != null
        ? CalendarTimes.plusExact(start, duration.getValue())
        : seriesEnd(event, start);
  }

  /** The end of the first event of a series, by the wall clock. */
  private LocalDateTime seriesEnd(CalendarEvent event, WallTime start) {
    var end = event.event().getDateEnd();
    if (end != null) {
      return times.read(end).in(start.zone());
    }
    var duration = event.event().getDuration();
    if (duration != null) {
      return CalendarTimes.plusLocal(start.local(), duration.getValue());
    }
    if (start.isDate()) {
      return start.local().plusDays(1);
    }
    throw new EventError(event.line(), "no_end", "Send a DTEND or a DURATION with every event");
  }

  private void add(String id, CalendarEvent event, Occurrence occurrence, FileZone zone) {
    var person = people.of(event);
    var from = zone.stored(occurrence.from);
    var to = zone.stored(occurrence.to);
    if (!from.isBefore(to) || to.isAfter(from.plusDays(31))) {
      throw new EventError(
          event.line(), "not_a_shift", "Send shifts that end after they start, within 31 days");
    }
    var shift =
        new Shift(
            Rosters.newId(),
            person,
            new DutyTimes.Dated(from, to, zone.zone()),
            event.isExclusive(),
            source(place),
            id);
    if (shifts.size() == MOST_SHIFTS) {
      throw new EventError(
          event.line(), "too_many", "Send at most " + MOST_SHIFTS + " shifts at once");
    }
    if (!shift.when().isEmpty()) {
      shifts.put(id, new EventShift(shift, event));
    }
  }

  /** Records an error if the person has left or is not in the team of the roster. */
  void requirePresent(PersonId person, CalendarEvent event) {
    try {
      people.requirePresent(person, event);
    } catch (EventError error) {
      errors.add(event, error);
    }
  }
}
