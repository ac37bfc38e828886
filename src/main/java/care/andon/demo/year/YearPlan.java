package care.andon.demo.year;

import care.andon.demo.year.LifeCopies.Copy;
import care.andon.demo.year.LifePlayer.Planned;
import care.andon.demo.year.PlayedWeek.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How the lives of one week become those of a year.
 *
 * <p>In all weeks the same lives happen at the same time of the week, so the rows of a week that
 * was played are copied. A life that would not have ended by now is played as far as it has come,
 * or left out if it began more than ten days ago. Some lives of each week are left out, so that
 * fortnights differ: fewer requests a year ago, and fewer late ones now.
 *
 * @param copied in the order of time
 * @param unfinished are to be played
 */
record YearPlan(List<Copied> copied, List<Planned> unfinished) {
  private static final int WEEKS = 52;

  /** The longer a life is, the longer it takes to play. */
  private static final Duration OLDEST_UNFINISHED = Duration.ofDays(10);

  YearPlan {
    copied = List.copyOf(copied);
    unfinished = List.copyOf(unfinished);
  }

  /**
   * A life at another time.
   *
   * @param by how much later than it was played; negative for earlier
   */
  record Copied(Life life, Instant filedAt, Duration by) {
    Copy copy() {
      return new Copy(life.number(), by);
    }
  }

  /**
   * Plans the weeks of a year that ends now.
   *
   * @param played when the lives were played, by their numbers; others are left out
   * @param monday the last one
   */
  static YearPlan of(List<Life> week, Map<Integer, Times> played, LocalDate monday, Instant now) {
    var copied = new ArrayList<Copied>();
    var unfinished = new ArrayList<Planned>();
    for (int ago = 0; ago < WEEKS; ago++) {
      for (var life : week) {
        var times = played.get(life.number());
        var filedAt = life.filedAt(monday.minusWeeks(ago));
        if (times == null || filedAt.isAfter(now) || isLeftOut(life, filedAt, ago)) {
          continue;
        }
        var by = Duration.between(times.filed(), filedAt);
        if (times.ended().plus(by).isBefore(now)) {
          copied.add(new Copied(life, filedAt, by));
        } else if (filedAt.plus(OLDEST_UNFINISHED).isAfter(now)) {
          unfinished.add(new Planned(life, filedAt));
        }
      }
    }
    copied.sort(Comparator.comparing(Copied::filedAt));
    return new YearPlan(copied, unfinished);
  }

  private static boolean isLeftOut(Life life, Instant filedAt, int ago) {
    var share = (double) ago / WEEKS;
    var chance = new Random(filedAt.getEpochSecond() + life.number());
    return chance.nextDouble() < (life.late() ? 0.45 - 0.35 * share : 0.05 + 0.2 * share);
  }
}
