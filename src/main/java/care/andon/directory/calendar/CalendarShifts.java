package care.andon.directory.calendar;

import biweekly.property.RecurrenceDates;
import biweekly.property.RecurrenceRule;
import biweekly.util.Period;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.calendar.CalendarErrors.EventError;
import care.andon.directory.calendar.CalendarTimes.FileZone;
import care.andon.directory.calendar.CalendarTimes.WallTime;
import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.roster.RosterPlace;
import care.andon.directory.roster.Rosters;
import care.andon.directory.roster.Shift;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
  private final Interval window;
  private final RecurrenceExpander recurrence = new RecurrenceExpander();
  private final CalendarTimes times;
  private final Map<String, EventShift> shifts = new LinkedHashMap<>();
  private final Set<String> uids = new HashSet<>();
  private final Map<String, List<CalendarEvent>> overrides = new LinkedHashMap<>();

  private CalendarShifts(
      CalendarFile file,
      DirectorySnapshot directory,
      RosterPlace place,
      Instant now,
      CalendarErrors errors) {
    this.place = place;
    this.errors = errors;
    people = new CalendarPeople(directory, place);
    window =
        new Interval(now.minus(Duration.ofDays(DAYS_BACK)), now.plus(Duration.ofDays(DAYS_AHEAD)));
    var home = place.facility().timeZone();
    var others =
        directory.facilities().stream()
            .map(Facility::timeZone)
            .sorted(Comparator.comparing(ZoneId::getId));
    times =
        new CalendarTimes(
            file.zones(),
            home,
            Stream.concat(Stream.of(home), others).distinct().toList(),
            window,
            recurrence);
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

  /** Reads a file. Errors are recorded with their line and the UID of the event. */
  static FileContents read(
      byte[] file,
      DirectorySnapshot directory,
      RosterPlace place,
      Instant now,
      CalendarErrors errors) {
    var contents = CalendarFile.read(file, errors);
    return new CalendarShifts(contents, directory, place, now, errors).read(contents.events());
  }

  private FileContents read(List<CalendarEvent> events) {
    var skipped = 0;
    for (var event : events) {
      if (CalendarExport.isDutyOrStandIn(event.uid())) {
        skipped++;
        errors.collect(event, () -> requireNotCancelled(event));
      } else if (event.isOverride()) {
        overrides.computeIfAbsent(event.uid(), _ -> new ArrayList<>()).add(event);
      }
    }
    events.stream()
        .filter(it -> !it.isOverride() && !CalendarExport.isDutyOrStandIn(it.uid()))
        .forEach(event -> errors.collect(event, () -> read(event)));
    overrides.forEach(
        (uid, changed) ->
            errors.collect(changed.getFirst(), () -> requireSeries(uid, changed.getFirst())));
    return new FileContents(shifts, uids, skipped);
  }

  private static void requireNotCancelled(CalendarEvent event) {
    if (event.isCancelled()) {
      throw event.error(
          "not_supported", "Weekly duties and stand-ins are ended here, not by a calendar");
    }
  }

  private void requireSeries(String uid, CalendarEvent override) {
    if (!uids.contains(uid)) {
      throw override.error("no_series", "Send the series it belongs to as well");
    }
  }

  private void read(CalendarEvent event) {
    if (!uids.add(event.uid())) {
      throw event.error("duplicate_uid", "Send every UID once");
    }
    event.requireReadable();
    if (event.isCancelled()) {
      return;
    }
    if (event.isSeries()) {
      addSeries(event);
    } else {
      add(event.uid(), event, start(event));
    }
  }

  // --- Series ---

  /** Wall-clock times in the time zone of the series. */
  private record Occurrence(LocalDateTime from, LocalDateTime to) {}

  private void addSeries(CalendarEvent event) {
    var first = start(event);
    var occurrences = occurrences(event, first);
    var changed = changed(event, first.zone(), occurrences);
    leaveOut(event, first, occurrences);
    changed.keySet().forEach(it -> occurrences.put(it, new Occurrence(it, it)));
    occurrences.forEach(
        (planned, occurrence) -> {
          var id = event.uid() + "/" + CalendarTimes.write(planned);
          var override = changed.get(planned);
          if (override == null) {
            add(id, event, occurrence, first.zone());
          } else if (!override.isCancelled()) {
            errors.collect(override, () -> addMoved(id, override));
          }
        });
  }

  /** By planned start; those in the window only. */
  private SortedMap<LocalDateTime, Occurrence> occurrences(CalendarEvent event, WallTime first) {
    var from = first.zone().local(window.from());
    var to = first.zone().local(window.to());
    var length = Duration.between(first.local(), end(event, first, true));
    var occurrences = new TreeMap<LocalDateTime, Occurrence>();
    var starts = new ArrayList<>(List.of(first.local()));
    for (var rule : event.event().getProperties(RecurrenceRule.class)) {
      starts.addAll(recurrence.starts(rule, first, from, to));
    }
    for (var dates : event.event().getRecurrenceDates()) {
      dates.getDates().forEach(date -> starts.add(times.read(dates, date).in(first.zone())));
      for (var period : dates.getPeriods()) {
        var occurrence = occurrence(dates, period, first.zone());
        occurrences.put(occurrence.from, occurrence);
      }
    }
    starts.forEach(it -> occurrences.putIfAbsent(it, new Occurrence(it, it.plus(length))));
    occurrences.keySet().removeIf(it -> it.isBefore(from) || it.isAfter(to));
    if (occurrences.size() > MOST_OCCURRENCES) {
      throw event.error(
          "too_many", "Send series of at most " + MOST_OCCURRENCES + " occurrences in 400 days");
    }
    return occurrences;
  }

  private Occurrence occurrence(RecurrenceDates property, Period period, FileZone zone) {
    var start = times.read(property, period.getStartDate());
    var end = period.getEndDate();
    return new Occurrence(
        start.in(zone),
        end == null
            ? start.in(zone).plus(Duration.ofMillis(period.getDuration().toMillis()))
            : times.read(property, end).in(zone));
  }

  /** Changed occurrences by their planned start. */
  private Map<LocalDateTime, CalendarEvent> changed(
      CalendarEvent series, FileZone zone, SortedMap<LocalDateTime, Occurrence> occurrences) {
    var changed = new HashMap<LocalDateTime, CalendarEvent>();
    for (var override : overrides.getOrDefault(series.uid(), List.of())) {
      errors.collect(
          override,
          () -> {
            var planned = planned(override, zone, occurrences);
            if (changed.put(planned, override) != null) {
              throw override.error("duplicate_uid", "Send every occurrence once");
            }
          });
    }
    return changed;
  }

  private LocalDateTime planned(
      CalendarEvent override, FileZone zone, SortedMap<LocalDateTime, Occurrence> occurrences) {
    override.requireReadable();
    var id = override.event().getRecurrenceId();
    if (id.getRange() != null) {
      throw new EventError(id, "not_supported", "Send a series of its own instead of a RANGE");
    }
    var planned = times.read(id).in(zone);
    if (window.contains(zone.instant(planned)) && !occurrences.containsKey(planned)) {
      throw new EventError(
          id, "no_such_occurrence", "Send a RECURRENCE-ID that is a time of the series");
    }
    return planned;
  }

  /** A moved occurrence counts if it is in the window now, wherever it was planned. */
  private void addMoved(String id, CalendarEvent override) {
    var start = start(override);
    if (window.contains(start.instant())) {
      add(id, override, start);
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

  // --- Events ---

  private WallTime start(CalendarEvent event) {
    var start = event.event().getDateStart();
    if (start == null) {
      throw event.error("no_start", "Send a DTSTART with every event");
    }
    return times.read(start);
  }

  /** A duration is exact time for a single shift, and wall-clock time for a series. */
  private LocalDateTime end(CalendarEvent event, WallTime start, boolean isSeries) {
    if (event.event().getDateEnd() != null) {
      return times.read(event.event().getDateEnd()).in(start.zone());
    }
    if (event.event().getDuration() != null) {
      var duration = event.event().getDuration().getValue();
      return isSeries ? start.plusLocal(duration) : start.plus(duration);
    }
    if (start.isDate()) {
      return start.local().plusDays(1);
    }
    throw event.error("no_end", "Send a DTEND or a DURATION with every event");
  }

  private void add(String id, CalendarEvent event, WallTime start) {
    add(id, event, new Occurrence(start.local(), end(event, start, false)), start.zone());
  }

  private void add(String id, CalendarEvent event, Occurrence occurrence, FileZone zone) {
    var person = people.of(event);
    var from = zone.stored(occurrence.from);
    var to = zone.stored(occurrence.to);
    if (!from.isBefore(to) || to.isAfter(from.plusDays(31))) {
      throw event.error("not_a_shift", "Send shifts that end after they start, within 31 days");
    }
    if (shifts.size() == MOST_SHIFTS) {
      throw event.error("too_many", "Send at most " + MOST_SHIFTS + " shifts at once");
    }
    var times = new DutyTimes.Dated(from, to, zone.zone());
    var shift = new Shift(Rosters.newId(), person, times, event.isExclusive(), source(place), id);
    if (!shift.when().isEmpty()) {
      shifts.put(id, new EventShift(shift, event));
    }
  }
}
