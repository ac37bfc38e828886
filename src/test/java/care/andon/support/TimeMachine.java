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
 * The clock of the service under test. It runs normally and can be moved forward. Moving it also
 * processes everything that is due by then, like the heartbeat.
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

  /** Moves the clock without processing deadlines, as if the heartbeat were down. */
  public void sleep(Duration duration) {
    clock.forward(duration);
  }

  /** Moves the clock and processes everything that is due. */
  public void pass(Duration duration) {
    sleep(duration);
    beat();
  }

  /** Moves the clock to the next instant with this weekday and local time in the demo hospital. */
  public Instant passUntil(DayOfWeek day, String time) {
    var now = instant().atZone(HOSPITAL);
    var then = now.with(TemporalAdjusters.nextOrSame(day)).with(LocalTime.parse(time));
    if (!then.isAfter(now)) {
      then = then.plusWeeks(1);
    }
    pass(Duration.between(now, then));
    return then.toInstant();
  }

  /** Moves the clock to a weekday between nine and five, if necessary. */
  public void passIntoOfficeHours() {
    var now = instant().atZone(HOSPITAL);
    if (now.getDayOfWeek().getValue() > DayOfWeek.FRIDAY.getValue()
        || now.getHour() < 9
        || now.getHour() >= 16) {
      passUntil(DayOfWeek.MONDAY, "09:30");
    }
  }

  /** Does one heartbeat. */
  public void beat() {
    while (deadlines.advanceDue(BATCH).looked() == BATCH) {
      continue;
    }
    rerouting.lookAgain(BATCH);
  }
}
