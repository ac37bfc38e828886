package care.andon.support;

import care.andon.demo.DemoClock;
import care.andon.request.Deadlines;
import care.andon.request.UnroutedRetry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/**
 * The clock of the service under test: goes on like any other, and can be moved forward. Moving it
 * lets everything fall due that is due by then, as the heartbeat would.
 */
@ApplicationScoped
@Typed(TimeMachine.class)
public class TimeMachine implements InstantSource {
  private static final int BATCH = 200;
  private static final ZoneId HOSPITAL = ZoneId.of("America/Chicago");

  @Inject DemoClock clock;
  @Inject Deadlines deadlines;
  @Inject UnroutedRetry rerouting;

  @Override
  public Instant instant() {
    return clock.instant();
  }

  /** Moves on without anything noticing: the heartbeat is down. */
  public void sleep(Duration duration) {
    clock.forward(duration);
  }

  /** Moves on, and lets fall due what is due. */
  public void pass(Duration duration) {
    sleep(duration);
    beat();
  }

  /** Moves on to the next time the clocks in the demo hospital show this. */
  public Instant passUntil(DayOfWeek day, String time) {
    var now = instant().atZone(HOSPITAL);
    var then = now.with(TemporalAdjusters.nextOrSame(day)).with(LocalTime.parse(time));
    if (!then.isAfter(now)) {
      then = then.plusWeeks(1);
    }
    pass(Duration.between(now, then));
    return then.toInstant();
  }

  /** Moves on to a weekday between nine and five, if it is none. */
  public void passIntoOfficeHours() {
    var now = instant().atZone(HOSPITAL);
    if (now.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()
        || now.getHour() < 9
        || now.getHour() >= 16) {
      passUntil(DayOfWeek.MONDAY, "09:30");
    }
  }

  /** What the heartbeat does. */
  public void beat() {
    while (deadlines.advanceDue(BATCH).looked() == BATCH) {
      continue;
    }
    rerouting.lookAgain(BATCH);
  }
}
