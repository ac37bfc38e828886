package care.andon.directory.imports;

import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a roster has to be.
 *
 * @param now what is over by then stays as it was
 */
record RosterRules(Instant now) {
  private static final Duration LONGEST = Duration.ofDays(31);
  private static final int MINUTES_A_DAY = 24 * 60;
  private static final int MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

  /** Whether a line has all that a weekly duty or a shift needs, and it fits together. */
  boolean isWhole(Line line, Consumer<Rejection> rejections) {
    if ((line.get("team") == null) == (line.get("tier") == null)) {
      return refuse(line, "tier", "team_or_tier", "Send either a team or a tier", rejections);
    }
    if (line.get("tier") != null && line.get("facility") == null) {
      return refuse(line, "facility", "required", "A tier is of a facility; send it", rejections);
    }
    var isShift = line.get("starts") != null || line.get("ends") != null;
    return isShift ? isShift(line, rejections) : isDuty(line, rejections);
  }

  private static boolean isShift(Line line, Consumer<Rejection> rejections) {
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
    if (Duration.between(wall(starts), wall(ends)).compareTo(LONGEST) > 0) {
      return refuse(line, "ends", "too_long", "A shift has at most 31 days", rejections);
    }
    return true;
  }

  private static boolean isDuty(Line line, Consumer<Rejection> rejections) {
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
      Line line, String title, String code, String reason, Consumer<Rejection> rejections) {
    rejections.accept(Rejection.at(line, line.sheet().get(title), code, reason));
    return false;
  }

  static LocalDateTime wall(String text) {
    return LocalDateTime.parse(text.replace(' ', 'T'));
  }

  /** A shift that is over tells who was there; it is never gone. */
  boolean isOver(Item shift) {
    return !end(shift).isAfter(now);
  }

  private static Instant start(Item shift) {
    return at(shift, "starts");
  }

  private static Instant end(Item shift) {
    return at(shift, "ends");
  }

  private static Instant at(Item shift, String title) {
    return wall(shift.text(title)).atZone(ZoneId.of(shift.text("timeZone"))).toInstant();
  }

  /**
   * Rejects what overlaps: shifts that are exclusive with other people's exclusive shifts of the
   * same post, and duties of every week with such duties.
   *
   * @param line of what is in the upload; null for what is stored
   */
  void requireExclusive(
      List<Item> duties,
      List<Item> shifts,
      Function<UUID, @Nullable Line> line,
      Consumer<Rejection> rejections,
      Function<String, String> zoneOfFacility) {
    var busy = new ArrayList<Busy>();
    for (var shift : shifts) {
      if (shift.isTrue("exclusive")) {
        busy.add(
            new Busy(
                post(shift), shift, start(shift).getEpochSecond(), end(shift).getEpochSecond()));
      }
    }
    for (var duty : duties) {
      if (duty.isTrue("exclusive")) {
        busy.addAll(everyWeek(duty, zoneOfFacility));
      }
    }
    busy.stream()
        .collect(groupingBy(Busy::post))
        .values()
        .forEach(post -> requireNoOverlap(post, line, rejections));
  }

  private record Busy(String post, Item item, long from, long to) {}

  private static String post(Item item) {
    return item.get("team") == null
        ? item.text("facility") + " " + item.text("tier")
        : item.text("team");
  }

  /** The minutes of the week that a duty takes; what reaches into the next week begins it. */
  private static List<Busy> everyWeek(Item duty, Function<String, String> zoneOfFacility) {
    var zone =
        duty.get("timeZone") == null
            ? zoneOfFacility.apply(duty.text("facility"))
            : duty.text("timeZone");
    var post = "every week " + zone + " " + post(duty);
    var from = LocalTime.parse(duty.text("from")).toSecondOfDay() / 60;
    var to = LocalTime.parse(duty.text("to")).toSecondOfDay() / 60;
    var length = to > from ? to - from : to - from + MINUTES_A_DAY;
    var busy = new ArrayList<Busy>();
    for (var day : duty.text("days").replaceAll("[{}]", "").split(",", -1)) {
      var start = (Integer.parseInt(day) - 1) * MINUTES_A_DAY + from;
      var end = start + length;
      busy.add(new Busy(post, duty, start, Math.min(end, MINUTES_A_WEEK)));
      if (end > MINUTES_A_WEEK) {
        busy.add(new Busy(post, duty, 0, end - MINUTES_A_WEEK));
      }
    }
    return busy;
  }

  private static void requireNoOverlap(
      List<Busy> post, Function<UUID, @Nullable Line> line, Consumer<Rejection> rejections) {
    post.sort(Comparator.comparingLong(Busy::from));
    var running = new ArrayList<Busy>();
    for (var next : post) {
      running.removeIf(before -> before.to() <= next.from());
      for (var before : running) {
        if (isSomebodyElse(before.item(), next.item()) && areAtOnce(before.item(), next.item())) {
          overlap(before.item(), next.item(), line, rejections);
        }
      }
      running.add(next);
    }
  }

  private static boolean isSomebodyElse(Item one, Item other) {
    return !one.text("person").equals(other.text("person"));
  }

  /** Whether there is a day on which both can begin; a shift always has one. */
  private static boolean areAtOnce(Item one, Item other) {
    return one.kind() == Kind.SHIFTS
        || (isNotAfter(one.get("startsOn"), other.get("endsOn"))
            && isNotAfter(other.get("startsOn"), one.get("endsOn")));
  }

  private static boolean isNotAfter(@Nullable String start, @Nullable String end) {
    return start == null || end == null || start.compareTo(end) <= 0;
  }

  private static void overlap(
      Item before, Item next, Function<UUID, @Nullable Line> line, Consumer<Rejection> rejections) {
    var here = line.apply(next.id());
    var there = line.apply(before.id());
    var rejected = here == null ? there : here;
    if (rejected == null) {
      return;
    }
    var other = here == null || there == null ? null : there;
    rejections.accept(
        Rejection.at(
            rejected,
            rejected.sheet().get(next.kind() == Kind.SHIFTS ? "starts" : "from"),
            "overlaps",
            other == null
                ? "Somebody else's exclusive duty that is there already overlaps it"
                : "Somebody else's exclusive duty in line %d overlaps it"
                    .formatted(other.number())));
  }
}
