package care.andon.demo.year;

import care.andon.request.OpenRequest;
import care.andon.request.RequestCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;

/**
 * What happens to one request.
 *
 * @param number tells the lives of a week apart
 * @param zone of the facility
 * @param asker username of the caregiver
 * @param begins when it is filed, on the wall clock, since the midnight at which its week begins
 * @param late whether its solution comes after the target
 * @param steps in the order of time
 */
record Life(
    int number,
    ZoneId zone,
    String asker,
    OpenRequest need,
    Duration begins,
    boolean late,
    List<Step> steps) {

  Life {
    steps = List.copyOf(steps);
  }

  /** Who acts. */
  enum By {
    ASKER,
    ASSIGNEE
  }

  /**
   * One act.
   *
   * @param after since the request was filed
   * @param command made when it happens
   */
  record Step(Duration after, By by, Function<Instant, RequestCommand> command) {}

  /** When it is filed, if its week begins on this Monday. */
  Instant filedAt(LocalDate monday) {
    return monday.atStartOfDay().plus(begins).atZone(zone).toInstant();
  }
}
