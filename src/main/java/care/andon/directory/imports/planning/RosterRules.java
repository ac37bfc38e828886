package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ImportLine;
import care.andon.directory.imports.reading.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rules for a roster line.
 *
 * @param now shifts that end by then stay as they are
 */
public record RosterRules(Instant now) {
  private static final Duration LONGEST = Duration.ofDays(31);

  /** Whether a line has all fields of a weekly duty or of a shift, and they are consistent. */
  boolean isWhole(ImportLine line, Consumer<Rejection> rejections) {
    if ((line.get("team") == null) == (line.get("tier") == null)) {
      return refuse(line, "tier", "team_or_tier", "Send either a team or a tier", rejections);
    }
    if (line.get("tier") != null && line.get("facility") == null) {
      return refuse(line, "facility", "required", "A tier is of a facility; send it", rejections);
    }
    var isShift = line.get("starts") != null || line.get("ends") != null;
    return isShift ? isShift(line, rejections) : isDuty(line, rejections);
  }

  private static boolean isShift(ImportLine line, Consumer<Rejection> rejections) {
    for (var title : List.of("days", "from", "to", "startsOn", "endsOn")) {
      if (line.get(title) != null) {
        return refuse(
            line,
            title,
            "duty_or_shift",
            "Send either starts and ends, or days, from and to",
            rejections);
      }
    }
    var starts = line.get("starts");
    var ends = line.get("ends");
    if (starts == null || ends == null) {
      return refuse(
          line,
          starts == null ? "starts" : "ends",
          "required",
          "A shift has a start and an end",
          rejections);
    }
    if (starts.compareTo(ends) >= 0) {
      return refuse(
          line, "ends", "ends_before_it_starts", "A shift ends after it starts", rejections);
    }
    if (Duration.between(RosterTimes.wallClock(starts), RosterTimes.wallClock(ends))
            .compareTo(LONGEST)
        > 0) {
      return refuse(line, "ends", "too_long", "A shift has at most 31 days", rejections);
    }
    return true;
  }

  private static boolean isDuty(ImportLine line, Consumer<Rejection> rejections) {
    for (var title : List.of("days", "from", "to")) {
      if (line.get(title) == null) {
        return refuse(
            line,
            title,
            "required",
            "Send days, from and to for a duty of every week, or starts and ends for a shift",
            rejections);
      }
    }
    var startsOn = line.get("startsOn");
    var endsOn = line.get("endsOn");
    if (startsOn != null && endsOn != null && endsOn.compareTo(startsOn) < 0) {
      return refuse(
          line,
          "endsOn",
          "ends_before_it_starts",
          "The last day is not before the first",
          rejections);
    }
    return true;
  }

  private static boolean refuse(
      ImportLine line, String title, String code, String reason, Consumer<Rejection> rejections) {
    rejections.accept(Rejection.at(line, line.sheet().get(title), code, reason));
    return false;
  }

  /** Whether a shift is over. Such shifts are kept as a record of who was on duty. */
  boolean isOver(DirectoryItem shift) {
    var times = RosterTimes.dated(shift);
    return !times.to().atZone(times.zone()).toInstant().isAfter(now);
  }
}
