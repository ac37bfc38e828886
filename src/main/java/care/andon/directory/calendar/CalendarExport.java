package care.andon.directory.calendar;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.io.TimezoneAssignment;
import biweekly.io.text.ICalWriter;
import biweekly.property.Attendee;
import biweekly.property.CalendarScale;
import biweekly.property.DateEnd;
import biweekly.property.DateOrDateTimeProperty;
import biweekly.property.DateStart;
import biweekly.util.DayOfWeek;
import biweekly.util.Frequency;
import biweekly.util.Recurrence;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Person;
import care.andon.directory.roster.RosterPlace;
import care.andon.directory.roster.RosterQueries;
import care.andon.directory.roster.Shift;
import care.andon.directory.roster.StoredStandIn;
import care.andon.directory.roster.WeeklyDuty;
import care.andon.kernel.PersonId;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes a roster as an iCalendar file (RFC 5545) that other programs can read. */
final class CalendarExport {
  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Pattern DUTY_OR_STAND_IN =
      Pattern.compile("(?:weekly|stand-in)-" + ID + "@andon");
  private static final Pattern SHIFT = Pattern.compile("shift-(" + ID + ")@andon");

  /**
   * Wall-clock times are written as if they were UTC: no {@link Date} of the zone has a time that a
   * clock change skips.
   */
  private static final TimeZone WALL = TimeZone.getTimeZone("UTC");

  /** So that the rules of a zone are known well before the first event. */
  private static final Duration ZONE_MARGIN = Duration.ofDays(400);

  private final ICalendar calendar = new ICalendar();
  private final List<VEvent> events = new ArrayList<>();
  private final Map<ZoneId, TimezoneAssignment> zones = new LinkedHashMap<>();
  private final Map<ZoneId, Instant> zoneStarts = new HashMap<>();
  private final DirectorySnapshot directory;
  private final RosterPlace place;
  private final Instant now;

  private CalendarExport(DirectorySnapshot directory, RosterPlace place, Instant now) {
    this.directory = directory;
    this.place = place;
    this.now = now;
  }

  static String write(
      DirectorySnapshot directory,
      RosterPlace place,
      Interval window,
      RosterQueries.Entries entries,
      Instant now) {
    var export = new CalendarExport(directory, place, now);
    entries.shifts().forEach(export::add);
    entries.weekly().forEach(duty -> export.add(duty, window));
    entries.standIns().stream().filter(it -> it.calledOffAt() == null).forEach(export::add);
    return export.write();
  }

  /**
   * Whether the UID belongs to a weekly duty or a stand-in that was exported here. Imports do not
   * change those.
   */
  static boolean isDutyOrStandIn(String uid) {
    return DUTY_OR_STAND_IN.matcher(uid).matches();
  }

  /** The id of the exported shift with this UID; empty if it is a UID of another program. */
  static Optional<UUID> shiftOf(String uid) {
    var match = SHIFT.matcher(uid);
    return match.matches() ? Optional.of(UUID.fromString(match.group(1))) : Optional.empty();
  }

  private String write() {
    calendar.setProductId("-//Andon//Roster//EN");
    calendar.setCalendarScale(CalendarScale.gregorian());
    calendar.addExperimentalProperty("X-WR-CALNAME", VObjectPropertyValues.escape(name()));
    zones.forEach(
        (zone, assignment) -> {
          var start = zoneStarts.getOrDefault(zone, now).minus(ZONE_MARGIN);
          ZoneObservances.write(assignment.getComponent(), zone, start);
          calendar.addComponent(assignment.getComponent());
        });
    events.forEach(calendar::addEvent);
    var text = new StringWriter();
    try (var writer = new ICalWriter(text, ICalVersion.V2_0)) {
      // Names in parameters may contain quotes (RFC 6868).
      writer.setCaretEncodingEnabled(true);
      writer.write(calendar);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private String name() {
    return place.team() == null
        ? place.facility().name() + ", tier " + place.tier()
        : place.team().name();
  }

  private void add(Shift shift) {
    var times = shift.times();
    var event = event(uid(shift), times.from(), times.to(), times.zone());
    name(event, shift.person(), name(shift.person()), shift.exclusive());
  }

  /**
   * The UID of the calendar that the shift came from. Ids of other sources mean nothing to a
   * calendar.
   */
  private String uid(Shift shift) {
    return shift.externalId() != null && CalendarShifts.source(place).equals(shift.source())
        ? shift.externalId()
        : "shift-" + shift.id() + "@andon";
  }

  private void add(WeeklyDuty duty, Interval window) {
    var times = duty.times();
    if (times.turnsWithin(window, place.facility().timeZone()).isEmpty()) {
      return;
    }
    var hours = times.hours();
    var zone = times.zone(place.facility().timeZone());
    var first = times.startsOn();
    var day = first == null ? window.from().atZone(zone).toLocalDate().minusDays(1) : first;
    var begins =
        hours.days().stream()
            .map(it -> day.with(TemporalAdjusters.nextOrSame(it)))
            .min(LocalDate::compareTo)
            .orElseThrow();
    var ends = hours.from().isBefore(hours.to()) ? begins : begins.plusDays(1);
    var uid = "weekly-" + duty.id() + "@andon";
    var event = event(uid, begins.atTime(hours.from()), ends.atTime(hours.to()), zone);
    event.setRecurrenceRule(everyWeek(times, zone));
    name(event, duty.person(), name(duty.person()), duty.exclusive());
  }

  private static Recurrence everyWeek(DutyTimes.Weekly times, ZoneId zone) {
    var rule = new Recurrence.Builder(Frequency.WEEKLY);
    times.hours().days().stream()
        .sorted()
        .forEach(day -> rule.byDay(DayOfWeek.valueOfAbbr(day.name().substring(0, 2))));
    if (times.endsOn() != null) {
      rule.until(Date.from(times.endsOn().atTime(times.hours().from()).atZone(zone).toInstant()));
    }
    return rule.build();
  }

  private void add(StoredStandIn standIn) {
    var event =
        event(
            "stand-in-" + standIn.id() + "@andon",
            LocalDateTime.ofInstant(standIn.when().from(), CalendarTimes.UTC),
            LocalDateTime.ofInstant(standIn.when().to(), CalendarTimes.UTC),
            CalendarTimes.UTC);
    var instead = standIn.insteadOf() == null ? "everybody" : name(standIn.insteadOf());
    var summary = name(standIn.person()) + " stands in for " + instead;
    name(event, standIn.person(), summary, false);
    event.setDescription(standIn.reason());
  }

  private VEvent event(String uid, LocalDateTime from, LocalDateTime to, ZoneId zone) {
    var event = new VEvent();
    event.setUid(uid);
    event.setDateTimeStamp(Date.from(now));
    event.setDateStart(in(zone, new DateStart(wall(from), true)));
    event.setDateEnd(in(zone, new DateEnd(wall(to), true)));
    zoneStarts.merge(
        zone, from.atZone(zone).toInstant(), (one, other) -> one.isBefore(other) ? one : other);
    events.add(event);
    return event;
  }

  private static Date wall(LocalDateTime local) {
    return Date.from(local.toInstant(ZoneOffset.UTC));
  }

  private <T extends DateOrDateTimeProperty> T in(ZoneId zone, T property) {
    if (!zone.equals(CalendarTimes.UTC)) {
      calendar
          .getTimezoneInfo()
          .setTimezone(
              property,
              zones.computeIfAbsent(
                  zone, it -> new TimezoneAssignment(WALL, new VTimezone(it.getId()))));
    }
    return property;
  }

  private void name(VEvent event, PersonId person, String summary, boolean isExclusive) {
    event.setSummary(summary);
    event.addAttendee(new Attendee(name(person), null, "urn:uuid:" + person));
    var username = directory.person(person).map(Person::username).orElse(person.toString());
    event.addExperimentalProperty("X-ANDON-PERSON", VObjectPropertyValues.escape(username));
    if (isExclusive) {
      event.addExperimentalProperty("X-ANDON-EXCLUSIVE", "TRUE");
    }
  }

  private String name(PersonId id) {
    return directory.person(id).map(Person::name).orElse("");
  }
}
