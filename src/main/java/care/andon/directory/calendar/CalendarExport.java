package care.andon.directory.calendar;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Person;
import care.andon.directory.roster.RosterPlace;
import care.andon.directory.roster.RosterQueries;
import care.andon.directory.roster.Shift;
import care.andon.directory.roster.StoredStandIn;
import care.andon.directory.roster.WeeklyDuty;
import care.andon.kernel.PersonId;
import com.github.mangstadt.vinnie.SyntaxStyle;
import com.github.mangstadt.vinnie.VObjectParameters;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import com.github.mangstadt.vinnie.io.VObjectWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a roster as an iCalendar file (RFC 5545) that other programs can read and this service can
 * import.
 */
final class CalendarExport {
  private static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final Pattern DUTY_OR_STAND_IN =
      Pattern.compile("(weekly|stand-in)-(" + ID + ")@andon");
  private static final Pattern SHIFT = Pattern.compile("shift-(" + ID + ")@andon");
  private static final ZoneId UTC = ZoneId.of("UTC");

  private final StringWriter text = new StringWriter();
  private final VObjectWriter writer = new VObjectWriter(text, SyntaxStyle.NEW);
  private final DirectorySnapshot directory;
  private final RosterPlace place;
  private final Instant now;

  private CalendarExport(DirectorySnapshot directory, RosterPlace place, Instant now) {
    this.directory = directory;
    this.place = place;
    this.now = now;
    // Names in parameters may contain quotes (RFC 6868).
    writer.setCaretEncodingEnabled(true);
  }

  static String write(
      DirectorySnapshot directory,
      RosterPlace place,
      Interval window,
      RosterQueries.Entries entries,
      Instant now) {
    var export = new CalendarExport(directory, place, now);
    try {
      export.write(window, entries);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return export.text.toString();
  }

  /**
   * Whether the UID belongs to a weekly duty or a stand-in that was exported here. Imports do not
   * change those.
   */
  static boolean isDutyOrStandIn(String uid) {
    return DUTY_OR_STAND_IN.matcher(uid).matches();
  }

  /** Whether it is a weekly duty; otherwise a stand-in. Only for UIDs of these two. */
  static boolean isWeekly(String uid) {
    return uid.startsWith("weekly-");
  }

  /** The id of the weekly duty or stand-in with this UID. */
  static UUID idOf(String uid) {
    var match = DUTY_OR_STAND_IN.matcher(uid);
    if (!match.matches()) {
      throw new IllegalArgumentException("Not the UID of a weekly duty or a stand-in");
    }
    return UUID.fromString(match.group(2));
  }

  /** The id of the exported shift with this UID; empty if it is a UID of another program. */
  static Optional<UUID> shiftOf(String uid) {
    var match = SHIFT.matcher(uid);
    return match.matches() ? Optional.of(UUID.fromString(match.group(1))) : Optional.empty();
  }

  private void write(Interval window, RosterQueries.Entries entries) throws IOException {
    writer.writeBeginComponent("VCALENDAR");
    writer.writeVersion("2.0");
    writer.writeProperty("PRODID", "-//Andon//Roster//EN");
    writer.writeProperty("CALSCALE", "GREGORIAN");
    writer.writeProperty("X-WR-CALNAME", VObjectPropertyValues.escape(name()));
    writeZones(window, entries);
    for (var shift : entries.shifts()) {
      write(shift);
    }
    for (var duty : entries.weekly()) {
      write(duty, window);
    }
    for (var standIn : entries.standIns()) {
      if (standIn.calledOffAt() == null) {
        write(standIn);
      }
    }
    writer.writeEndComponent("VCALENDAR");
  }

  private String name() {
    return place.team() == null
        ? place.facility().name() + ", tier " + place.tier()
        : place.team().name();
  }

  private void write(Shift shift) throws IOException {
    var times = shift.times();
    begin(uid(shift), times.from(), times.to(), times.zone());
    writePerson(shift.person(), null);
    if (shift.exclusive()) {
      writer.writeProperty("X-ANDON-EXCLUSIVE", "TRUE");
    }
    writer.writeEndComponent("VEVENT");
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

  private void write(WeeklyDuty duty, Interval window) throws IOException {
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
            .min(java.time.LocalDate::compareTo)
            .orElseThrow();
    var ends = hours.from().isBefore(hours.to()) ? begins : begins.plusDays(1);
    begin(
        "weekly-" + duty.id() + "@andon",
        begins.atTime(hours.from()),
        ends.atTime(hours.to()),
        zone);
    var days =
        hours.days().stream()
            .sorted()
            .map(it -> it.name().substring(0, 2))
            .collect(Collectors.joining(","));
    var until = times.endsOn();
    writer.writeProperty(
        "RRULE",
        "FREQ=WEEKLY;BYDAY="
            + days
            + (until == null
                ? ""
                : ";UNTIL=" + utc(until.atTime(hours.from()).atZone(zone).toInstant())));
    writePerson(duty.person(), null);
    if (duty.exclusive()) {
      writer.writeProperty("X-ANDON-EXCLUSIVE", "TRUE");
    }
    writer.writeEndComponent("VEVENT");
  }

  private void write(StoredStandIn standIn) throws IOException {
    begin(
        "stand-in-" + standIn.id() + "@andon",
        LocalDateTime.ofInstant(standIn.when().from(), UTC),
        LocalDateTime.ofInstant(standIn.when().to(), UTC),
        UTC);
    var instead = standIn.insteadOf() == null ? "everybody" : name(standIn.insteadOf());
    writePerson(standIn.person(), " stands in for " + instead);
    writer.writeProperty("DESCRIPTION", VObjectPropertyValues.escape(standIn.reason()));
    writer.writeProperty("X-ANDON-SAID", standIn.madeAt().toString());
    if (standIn.insteadOf() != null) {
      writer.writeProperty("X-ANDON-INSTEAD-OF", username(standIn.insteadOf()));
    }
    if (standIn.swap() != null) {
      writer.writeProperty("X-ANDON-SWAP", standIn.swap().toString());
    }
    writer.writeEndComponent("VEVENT");
  }

  private void begin(String uid, LocalDateTime from, LocalDateTime to, ZoneId zone)
      throws IOException {
    writer.writeBeginComponent("VEVENT");
    writer.writeProperty("UID", uid);
    writer.writeProperty("DTSTAMP", utc(now));
    writeTime("DTSTART", from, zone);
    writeTime("DTEND", to, zone);
  }

  private void writeTime(String name, LocalDateTime local, ZoneId zone) throws IOException {
    if (zone.equals(UTC)) {
      writer.writeProperty(name, CalendarTimes.write(local) + "Z");
      return;
    }
    var parameters = new VObjectParameters();
    parameters.put("TZID", zone.getId());
    writer.writeProperty(null, name, parameters, CalendarTimes.write(local));
  }

  private void writePerson(PersonId id, @Nullable String does) throws IOException {
    var summary = name(id) + (does == null ? "" : does);
    writer.writeProperty("SUMMARY", VObjectPropertyValues.escape(summary));
    var parameters = new VObjectParameters();
    parameters.put("CN", name(id));
    writer.writeProperty(null, "ATTENDEE", parameters, "urn:uuid:" + id);
    writer.writeProperty("X-ANDON-PERSON", username(id));
  }

  private String username(PersonId id) {
    return VObjectPropertyValues.escape(
        directory.person(id).map(Person::username).orElse(id.toString()));
  }

  private String name(PersonId id) {
    return directory.person(id).map(Person::name).orElse("");
  }

  private static String utc(Instant at) {
    return CalendarTimes.write(
            LocalDateTime.ofInstant(at, ZoneOffset.UTC)
                .truncatedTo(java.time.temporal.ChronoUnit.SECONDS))
        + "Z";
  }

  // --- Zones ---

  /**
   * Writes each time zone that occurs, with its offsets around the window only: rules for all years
   * are not known.
   */
  private void writeZones(Interval window, RosterQueries.Entries entries) throws IOException {
    var zones = new TreeMap<String, ZoneId>();
    entries
        .shifts()
        .forEach(shift -> zones.put(shift.times().zone().getId(), shift.times().zone()));
    entries
        .weekly()
        .forEach(
            duty -> {
              var zone = duty.times().zone(place.facility().timeZone());
              zones.put(zone.getId(), zone);
            });
    zones.remove(UTC.getId());
    for (var zone : zones.values()) {
      writeZone(zone, window);
    }
  }

  private void writeZone(ZoneId zone, Interval window) throws IOException {
    var rules = zone.getRules();
    var from = window.from().minus(java.time.Duration.ofDays(400));
    var to = window.to().plus(java.time.Duration.ofDays(400));
    writer.writeBeginComponent("VTIMEZONE");
    writer.writeProperty("TZID", zone.getId());
    var offset = rules.getOffset(from);
    writeObservance(
        rules.isDaylightSavings(from), LocalDateTime.ofInstant(from, offset), offset, offset);
    for (var change = rules.nextTransition(from);
        change != null && change.getInstant().isBefore(to);
        change = rules.nextTransition(change.getInstant())) {
      writeObservance(
          rules.isDaylightSavings(change.getInstant()),
          change.getDateTimeBefore(),
          change.getOffsetBefore(),
          change.getOffsetAfter());
    }
    writer.writeEndComponent("VTIMEZONE");
  }

  private void writeObservance(
      boolean daylight, LocalDateTime start, ZoneOffset before, ZoneOffset after)
      throws IOException {
    var kind = daylight ? "DAYLIGHT" : "STANDARD";
    writer.writeBeginComponent(kind);
    writer.writeProperty(
        "DTSTART", CalendarTimes.write(start.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
    writer.writeProperty("TZOFFSETFROM", offset(before));
    writer.writeProperty("TZOFFSETTO", offset(after));
    writer.writeEndComponent(kind);
  }

  private static String offset(ZoneOffset offset) {
    var seconds = Math.abs(offset.getTotalSeconds());
    var text =
        String.format(
            Locale.ROOT,
            "%s%02d%02d",
            offset.getTotalSeconds() < 0 ? "-" : "+",
            seconds / 3_600,
            seconds / 60 % 60);
    return seconds % 60 == 0 ? text : text + String.format(Locale.ROOT, "%02d", seconds % 60);
  }
}
