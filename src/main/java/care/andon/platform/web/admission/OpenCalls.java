package care.andon.platform.web.admission;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts the calls that stay open while they wait for events: long polls and streams. They do not
 * count as running calls, because they hold neither a thread nor a database connection.
 */
@Singleton
public class OpenCalls {
  private static final String ALL = "";

  private final CallCounts people;
  private final CallCounts replica;

  OpenCalls(
      MeterRegistry meters,
      @ConfigProperty(name = "andon.events.open-per-person", defaultValue = "5") int perPerson,
      @ConfigProperty(name = "andon.events.open", defaultValue = "500") int most) {
    this.people = new CallCounts(perPerson);
    this.replica = new CallCounts(most);
    Gauge.builder("andon.events.open", replica, it -> it.of(ALL))
        .description("Calls that wait for events: long polls and streams")
        .register(meters);
  }

  /**
   * Stops counting a call as running and counts it as open, until it has been answered or its
   * connection is closed.
   *
   * @throws Problem if this person or this instance has too many of them
   */
  public void leaveOpen(RoutingContext exchange, String username) {
    if (!people.begin(username)) {
      throw Problem.of(ProblemType.TOO_MANY_CALLS, ProblemType.TOO_MANY_CALLS.advice());
    }
    if (!replica.begin(ALL)) {
      people.end(username);
      throw Problem.of(ProblemType.UNAVAILABLE, ProblemType.UNAVAILABLE.advice());
    }
    var isOver = new AtomicBoolean();
    Runnable end =
        () -> {
          if (isOver.compareAndSet(false, true)) {
            people.end(username);
            replica.end(ALL);
          }
        };
    exchange.addEndHandler(_ -> end.run());
    if (exchange.response().closed()) {
      // The caller went away before the handler was there.
      end.run();
    }
    Admission.release(exchange);
  }
}
