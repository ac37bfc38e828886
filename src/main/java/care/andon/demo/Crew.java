package care.andon.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * People who share the shifts of a post without a gap.
 *
 * @param team null if there is a {@code tier}
 * @param tier null if there is a {@code team}
 * @param people usernames; four for days and nights, two for whole weeks
 */
record Crew(@Nullable String team, @Nullable Integer tier, List<String> people, Pattern pattern) {
  private static final LocalTime MORNING = LocalTime.of(7, 0);
  private static final LocalTime EVENING = LocalTime.of(19, 0);

  /** The shift pattern. */
  enum Pattern {
    /** Two days on, two days off, two nights on, two days off. */
    DAYS_AND_NIGHTS,
    /** From Monday morning to Monday morning. */
    WEEKS
  }

  /** A shift by the wall clock of the campus; the end is exclusive. */
  record Shift(String person, LocalDateTime starts, LocalDateTime ends) {}

  /** The shifts from that Monday on, without gap or overlap. */
  Stream<Shift> shifts(LocalDate monday, int weeks) {
    return switch (pattern) {
      case DAYS_AND_NIGHTS ->
          IntStream.range(0, 7 * weeks).boxed().flatMap(day -> dayAndNight(monday.plusDays(day)));
      case WEEKS -> IntStream.range(0, weeks).mapToObj(week -> week(monday.plusWeeks(week)));
    };
  }

  private Stream<Shift> dayAndNight(LocalDate date) {
    var turn = Math.floorDiv(date.toEpochDay(), 2);
    var morning = date.atTime(MORNING);
    var evening = date.atTime(EVENING);
    return Stream.of(
        new Shift(person(turn), morning, evening),
        new Shift(person(turn + 2), evening, morning.plusDays(1)));
  }

  private Shift week(LocalDate monday) {
    var begin = monday.atTime(MORNING);
    return new Shift(person(Math.floorDiv(monday.toEpochDay(), 7)), begin, begin.plusWeeks(1));
  }

  private String person(long turn) {
    return people.get((int) Math.floorMod(turn, (long) people.size()));
  }
}
