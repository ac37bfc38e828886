package care.andon.directory.roster;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.kernel.PersonId;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.TimeZones;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks the fields of a roster change. Collects all errors, so that one answer names all
 * of them.
 */
public final class RosterValidator {
  static final String LOCAL =
      "^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$";

  static final String TIME_OF_DAY = "^([01][0-9]|2[0-3]):[0-5][0-9]$";
  private static final Pattern HOURS = Pattern.compile(TIME_OF_DAY);
  private static final Pattern DATE = Pattern.compile("^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$");
  private static final Pattern WALL_CLOCK = Pattern.compile(LOCAL);
  private static final Duration LONGEST = Duration.ofDays(31);

  private final DirectorySnapshot directory;
  private final RosterPlace place;
  private final List<Problem.FieldError> errors = new ArrayList<>();

  RosterValidator(DirectorySnapshot directory, RosterPlace place) {
    this.directory = directory;
    this.place = place;
  }

  void refuse(String pointer, String code, String message) {
    errors.add(new Problem.FieldError(pointer, code, message));
  }

  /** Throws a problem with all errors, if there are any. */
  void throwIfInvalid() {
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
  }

  /** A person who is present and, for the roster of a team, its member. */
  Optional<PersonId> person(@Nullable String idOrUsername, String pointer) {
    if (idOrUsername == null) {
      refuse(pointer, "required", "Send the id or username of a person in the directory");
      return Optional.empty();
    }
    var person =
        directory
            .personByIdOrUsername(idOrUsername)
            .filter(found -> !directory.isGone(found.id()))
            .map(Person::id);
    if (person.isEmpty()) {
      refuse(
          pointer,
          "unknown_person",
          "Send the id or username of a person in the directory who has not left");
    } else if (!isTeamMember(person.get())) {
      refuse(pointer, "not_in_team", "Send a member of the team");
      return Optional.empty();
    }
    return person;
  }

  boolean isTeamMember(PersonId person) {
    return !(place.post() instanceof Post.OfTeam ofTeam)
        || directory.isMember(person, ofTeam.team());
  }

  Optional<LocalDateTime> wallClock(@Nullable String text, String pointer) {
    if (text == null) {
      refuse(pointer, "required", "Send what the wall clock shows, such as 2026-03-02T19:00");
      return Optional.empty();
    }
    try {
      if (WALL_CLOCK.matcher(text).matches()) {
        return Optional.of(LocalDateTime.parse(text, DateTimeFormatter.ISO_LOCAL_DATE_TIME));
      }
    } catch (DateTimeException notOnACalendar) {
      // Reported below.
    }
    refuse(
        pointer,
        "not_a_wall_clock_time",
        "Send what the wall clock shows, without a zone, such as 2026-03-02T19:00");
    return Optional.empty();
  }

  Optional<LocalTime> timeOfDay(@Nullable String text, String pointer) {
    if (text != null && HOURS.matcher(text).matches()) {
      return Optional.of(LocalTime.parse(text));
    }
    refuse(
        pointer,
        text == null ? "required" : "not_a_time_of_day",
        "Send what the wall clock shows, from 00:00 to 23:59, such as 19:00");
    return Optional.empty();
  }

  Optional<LocalDate> date(String text, String pointer) {
    try {
      if (DATE.matcher(text).matches()) {
        return Optional.of(LocalDate.parse(text));
      }
    } catch (DateTimeException notOnACalendar) {
      // Reported below.
    }
    refuse(pointer, "not_a_date", "Send a date that exists, such as 2026-12-24");
    return Optional.empty();
  }

  Optional<Set<DayOfWeek>> days(@Nullable List<@Nullable String> names, String pointer) {
    var days =
        Arrays.stream(DayOfWeek.values())
            .filter(day -> names != null && names.contains(day.name()))
            .collect(Collectors.toSet());
    if (names == null || days.isEmpty() || days.size() < names.size()) {
      refuse(pointer, "days", "Send one to seven days of the week, each once, such as MONDAY");
      return Optional.empty();
    }
    return Optional.of(days);
  }

  /** A time zone by its IANA name; the zone of the facility if none is given. */
  Optional<ZoneId> zone(@Nullable String text, String pointer) {
    if (text == null) {
      return Optional.of(place.facility().timeZone());
    }
    var zone = TimeZones.find(text);
    if (zone.isEmpty()) {
      refuse(
          pointer,
          "unknown_time_zone",
          "Send a time zone by its IANA name, such as America/Chicago or UTC");
    }
    return zone;
  }

  /** An interval that is not over. If it has begun, only the rest: the past does not change. */
  Optional<Interval> interval(
      @Nullable Instant starts, @Nullable Instant ends, String pointer, Instant now) {
    if (starts == null || ends == null) {
      refuse(pointer + (starts == null ? "/startsAt" : "/endsAt"), "required", "Send an instant");
      return Optional.empty();
    }
    if (!starts.isBefore(ends)) {
      refuse(pointer + "/endsAt", "ends_before_it_starts", "Send an end after the start");
      return Optional.empty();
    }
    if (Duration.between(starts, ends).compareTo(LONGEST) > 0) {
      refuse(pointer + "/endsAt", "too_long", "Send at most 31 days");
      return Optional.empty();
    }
    if (!ends.isAfter(now)) {
      refuse(pointer + "/endsAt", "in_the_past", "Send a time that is not over yet");
      return Optional.empty();
    }
    return Optional.of(new Interval(starts.isBefore(now) ? now : starts, ends));
  }

  /** Whether the start is before the end and the shift not too long; records an error otherwise. */
  boolean isValidShift(LocalDateTime from, LocalDateTime to, String pointer) {
    if (!from.isBefore(to)) {
      refuse(pointer, "ends_before_it_starts", "Send an end after the start");
      return false;
    }
    if (to.isAfter(from.plus(LONGEST))) {
      refuse(pointer, "too_long", "Send shifts of at most 31 days");
      return false;
    }
    return true;
  }
}
