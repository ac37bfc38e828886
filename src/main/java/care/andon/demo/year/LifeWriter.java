package care.andon.demo.year;

import care.andon.demo.year.Life.By;
import care.andon.demo.year.Life.Step;
import care.andon.demo.year.YearTexts.Need;
import care.andon.demo.year.YearTexts.Topic;
import care.andon.history.RequestEvent.ReopenWhy;
import care.andon.kernel.Impact;
import care.andon.kernel.Visibility;
import care.andon.request.OpenRequest;
import care.andon.request.RequestCommand;
import care.andon.request.RequestCommand.Acknowledge;
import care.andon.request.RequestCommand.Answer;
import care.andon.request.RequestCommand.Ask;
import care.andon.request.RequestCommand.Comment;
import care.andon.request.RequestCommand.Confirm;
import care.andon.request.RequestCommand.Decline;
import care.andon.request.RequestCommand.Message;
import care.andon.request.RequestCommand.Reopen;
import care.andon.request.RequestCommand.Reopening;
import care.andon.request.RequestCommand.Resolve;
import care.andon.request.RequestCommand.Statement;
import care.andon.request.RequestCommand.Withdraw;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happens to the requests of a week: more by day than by night, slower at night and on
 * weekends, some declined, withdrawn, not fixed or forgotten. The same seed gives the same lives.
 */
final class LifeWriter {
  private static final int DAYS = 7;
  private static final int QUARTERS_OF_A_DAY = 96;
  private static final double SLOWER_AT_NIGHT = 1.4;
  private static final Duration MOST = Duration.ofDays(30);

  /**
   * A unit that files requests.
   *
   * @param perHour how many it files in an hour of a working day
   */
  record Ward(String code, ZoneId zone, List<String> caregivers, double perHour) {}

  private final YearTexts texts;
  private final Random random;

  LifeWriter(YearTexts texts, long seed) {
    this.texts = texts;
    this.random = new Random(seed);
  }

  List<Life> week(List<Ward> wards) {
    var lives = new ArrayList<Life>();
    for (var ward : wards) {
      for (int quarter = 0; quarter < DAYS * QUARTERS_OF_A_DAY; quarter++) {
        var at = Duration.ofMinutes(15L * quarter);
        if (chance(ward.perHour() / 4 * activity(at))) {
          lives.add(life(lives.size(), ward, at.plusSeconds(random.nextInt(900))));
        }
      }
    }
    return lives;
  }

  private static double activity(Duration at) {
    var hour = at.toHoursPart();
    var share = isDay(hour) ? 1 : hour >= 19 ? 0.7 : 0.45;
    return isWeekend(at) ? 0.75 * share : share;
  }

  private static boolean isDay(int hour) {
    return hour >= 7 && hour < 19;
  }

  private static boolean isWeekend(Duration at) {
    return at.toDays() >= 5;
  }

  private Life life(int number, Ward ward, Duration begins) {
    var topic = topic();
    var need = any(topic.needs());
    var slow = isWeekend(begins) || !isDay(begins.toHoursPart()) ? SLOWER_AT_NIGHT : 1;
    var solved = times(resolveTarget(need.impact()), topic.pace() * slow * spread(0.75));
    var asker = any(ward.caregivers());
    var steps = new Story(topic, need, solved, slow).steps();
    return new Life(
        number,
        ward.zone(),
        asker,
        filing(topic, need, ward),
        begins,
        solved.compareTo(resolveTarget(need.impact())) > 0,
        steps);
  }

  private OpenRequest filing(Topic topic, Need need, Ward ward) {
    return new OpenRequest(
        need.impact(),
        topic.category(),
        need.need(),
        ward.code(),
        chance(0.4) ? "Room " + (1 + random.nextInt(24)) : null,
        need.item(),
        need.minutesLost() == 0 ? null : need.minutesLost() + random.nextInt(10),
        null,
        chance(0.03) ? Visibility.ANONYMOUS : null,
        null);
  }

  /** The steps of one request, from its acknowledgement to the last word. */
  private final class Story {
    private final Topic topic;
    private final Impact impact;
    private final Duration solved;
    private final Duration acknowledged;
    private final List<Step> steps = new ArrayList<>();

    Story(Topic topic, Need need, Duration solved, double slow) {
      this.topic = topic;
      this.impact = need.impact();
      this.solved = solved;
      this.acknowledged =
          shorter(times(acknowledgeTarget(impact), 0.45 * slow * spread(0.7)), times(solved, 0.8));
    }

    List<Step> steps() {
      if (chance(0.04)) {
        add(times(solved, 0.4), By.ASKER, new Withdraw(new Comment(any(texts.withdrawn()))));
      } else if (chance(impact == Impact.IMPROVEMENT ? 0.3 : 0.06)) {
        acknowledged();
        var refusal = any(topic.declined());
        add(
            longer(times(solved, 0.6), acknowledged.plusMinutes(2)),
            By.ASSIGNEE,
            new Decline(refusal.reason(), refusal.words(), refusal.alternative()));
      } else {
        acknowledged();
        underWay();
        resolved();
      }
      steps.sort(Comparator.comparing(Step::after));
      return steps;
    }

    private void acknowledged() {
      var words = chance(0.6) ? any(texts.acknowledged()) : null;
      var promises = chance(0.3);
      steps.add(
          new Step(
              acknowledged,
              By.ASSIGNEE,
              now -> new Acknowledge(promises ? promise(now) : null, words)));
    }

    private @Nullable Instant promise(Instant now) {
      return now.plus(times(solved.minus(acknowledged), 1.1).plusMinutes(5));
    }

    private void underWay() {
      var pause = times(updateTarget(impact), 0.8);
      var words = 0;
      for (var at = acknowledged.plus(pause);
          at.compareTo(solved) < 0 && words < 6;
          at = at.plus(pause)) {
        if (chance(0.85)) {
          add(at, By.ASSIGNEE, new Message(any(texts.messages()), null));
          words++;
        }
      }
      if (chance(0.07)) {
        var asked = between(0.2);
        add(asked, By.ASSIGNEE, new Ask(any(texts.questions())));
        add(
            asked.plus(times(solved, 0.2)),
            By.ASKER,
            new Answer(new Statement(any(texts.answers()))));
      }
      if (solved.compareTo(resolveTarget(impact)) > 0 && chance(0.4)) {
        add(between(0.9), By.ASKER, new Message("Still nothing", null));
      }
    }

    private void resolved() {
      resolve(solved);
      var answer = shorter(times(Duration.ofHours(4), spread(1)), Duration.ofHours(60));
      if (chance(0.08)) {
        reopen(solved.plus(answer), ReopenWhy.NOT_FIXED, any(texts.notFixed()));
        var again = solved.plus(answer).plus(times(solved, 0.7));
        resolve(again);
        confirm(again.plus(answer));
      } else if (chance(0.6)) {
        confirm(solved.plus(answer));
        if (chance(0.05)) {
          var back = solved.plus(answer).plusDays(3);
          reopen(back, ReopenWhy.CAME_BACK, any(texts.cameBack()));
          resolve(back.plus(solved));
        }
      }
    }

    private void resolve(Duration after) {
      add(after, By.ASSIGNEE, new Resolve(new Statement(any(topic.resolved()))));
    }

    private void reopen(Duration after, ReopenWhy why, String words) {
      add(after, By.ASKER, new Reopen(new Reopening(words, why)));
    }

    private void confirm(Duration after) {
      add(after, By.ASKER, new Confirm(new Comment(chance(0.5) ? any(texts.confirmed()) : null)));
    }

    private Duration between(double share) {
      return acknowledged.plus(times(solved.minus(acknowledged), share));
    }

    private void add(Duration after, By by, RequestCommand command) {
      Function<Instant, RequestCommand> always = _ -> command;
      steps.add(new Step(after, by, always));
    }
  }

  // --- The targets of the default policy. Improvements get an answer long before theirs

  private static Duration resolveTarget(Impact impact) {
    return switch (impact) {
      case PATIENT_WAITING -> Duration.ofHours(1);
      case THIS_SHIFT -> Duration.ofHours(8);
      case SLOWS_CARE -> Duration.ofDays(5);
      case IMPROVEMENT -> Duration.ofDays(25);
    };
  }

  private static Duration updateTarget(Impact impact) {
    return switch (impact) {
      case PATIENT_WAITING -> Duration.ofMinutes(15);
      case THIS_SHIFT -> Duration.ofHours(2);
      case SLOWS_CARE -> Duration.ofDays(2);
      case IMPROVEMENT -> Duration.ofDays(14);
    };
  }

  private static Duration acknowledgeTarget(Impact impact) {
    return switch (impact) {
      case PATIENT_WAITING -> Duration.ofMinutes(5);
      case THIS_SHIFT -> Duration.ofMinutes(15);
      case SLOWS_CARE -> Duration.ofHours(8);
      case IMPROVEMENT -> Duration.ofHours(24);
    };
  }

  // --- Chance

  private Topic topic() {
    var left = random.nextInt(texts.categories().stream().mapToInt(Topic::weight).sum());
    for (var topic : texts.categories()) {
      left -= topic.weight();
      if (left < 0) {
        return topic;
      }
    }
    throw new IllegalStateException("The weights of the categories add up to less than their sum");
  }

  private boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** A factor around 1 that is never negative: log-normal. */
  private double spread(double sigma) {
    return Math.exp(sigma * random.nextGaussian());
  }

  private static Duration times(Duration duration, double factor) {
    return shorter(Duration.ofSeconds(Math.round(duration.toSeconds() * factor)), MOST);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
