package care.andon.demo.year;

import care.andon.demo.year.LifePlayer.Planned;
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
 * <p>The lives of the week ten weeks ago have been played. In the other weeks the same lives happen
 * at the same time of the week, so they are copied. A life that would not have ended by now is
 * played as far as it has come. Some lives of each week are left out, so that fortnights differ:
 * fewer requests a year ago, and fewer late ones now.
 *
 * @param copied in the order of time
 * @param unfinished are to be played
 */
record YearPlan(List<Copied> copied, List<Planned> unfinished) {
  private static final int WEEKS = 52;
  private static final int PLAYED = 10;

  YearPlan {
    copied = List.copyOf(copied);
    unfinished = List.copyOf(unfinished);
  }

  /**
   * A life at another time.
   *
   * @param original the same life in the week that is played
   */
  record Copied(Planned original, Instant filedAt) {
    /** How much later the copy is; negative for earlier. */
    Duration by() {
      return Duration.between(original.filedAt(), filedAt);
    }
  }

  /**
   * The lives of the week that is played to its end.
   *
   * @param monday the last one
   */
  static List<Planned> originals(List<Life> week, LocalDate monday) {
    return week.stream().map(life -> new Planned(life, filedAt(life, monday, PLAYED))).toList();
  }

  /**
   * Plans the other weeks of a year that ends now.
   *
   * @param ended when the request of each played life ended
   */
  static YearPlan of(Map<Planned, Instant> ended, LocalDate monday, Instant now) {
    var copied = new ArrayList<Copied>();
    var unfinished = new ArrayList<Planned>();
    for (int ago = 0; ago < WEEKS; ago++) {
      if (ago == PLAYED) {
        continue;
      }
      for (var original : ended.keySet()) {
        var copy = new Copied(original, filedAt(original.life(), monday, ago));
        if (copy.filedAt().isAfter(now) || isLeftOut(copy, ago)) {
          continue;
        }
        if (ended.get(original).plus(copy.by()).isBefore(now)) {
          copied.add(copy);
        } else {
          unfinished.add(new Planned(original.life(), copy.filedAt()));
        }
      }
    }
    copied.sort(Comparator.comparing(Copied::filedAt));
    return new YearPlan(copied, unfinished);
  }

  private static Instant filedAt(Life life, LocalDate monday, int weeksAgo) {
    return life.filedAt(monday.minusWeeks(weeksAgo));
  }

  private static boolean isLeftOut(Copied copy, int ago) {
    var share = (double) ago / WEEKS;
    var chance = new Random(copy.filedAt().getEpochSecond() + copy.original().life().number());
    return chance.nextDouble()
        < (copy.original().life().late() ? 0.45 - 0.35 * share : 0.05 + 0.2 * share);
  }
}
