package care.andon.platform.web.admission;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.DatabaseWatch;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.HttpEdge;
import care.andon.platform.web.TraceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets each call of the API run, wait or be refused.
 *
 * <p>At most so many calls run at a time as there are database connections for them, so none waits
 * for a connection while it runs, and at most four for each processor. The others wait here, urgent
 * calls first. A call that has waited too long is refused with 503. Too many calls with one token
 * are refused with 429. Few calls that change the same request run at a time, because they wait for
 * its lock while they hold connections; the others wait here, too, and then get 409. All this comes
 * before the sign-in, so that a call that waits or is refused costs little.
 */
@ApplicationScoped
class Admission {
  private static final String CALL = "andon.call";

  /** The longest wait. With the answer it stays below one second. */
  private static final Duration PATIENCE = Duration.ofMillis(700);

  /** How often a call looks whether fewer calls change the same request. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  /**
   * More calls at a time would take the processor from the threads that read requests, so calls
   * would wait for these instead, where none is refused and none goes first.
   */
  private static final int MOST_PER_PROCESSOR = 4;

  /** One connection in ten is left for the service itself. */
  private static final int OWN_SHARE = 10;

  /** One place in five is only for urgent calls. */
  private static final int URGENT_SHARE = 5;

  /** How many calls may wait for the lock of one row, each with a connection. */
  private static final int MOST_PER_ROW = 4;

  /** And no more than one place in four, so that a few such rows do not hold all. */
  private static final int ROW_SHARE = 4;

  final AdmissionQueue queue;
  final CallCounts tokens;
  final CallCounts rows;

  private final CallPolicy policy;
  private final DatabaseWatch database;
  private final Refusals overload;
  private final Refusals outage;
  private final Refusals tooMany;
  private final Refusals hotRow;

  Admission(
      CallPolicy policy,
      DatabaseWatch database,
      MeterRegistry meters,
      @ConfigProperty(name = "quarkus.datasource.jdbc.max-size", defaultValue = "50")
          int connections,
      @ConfigProperty(name = "andon.http.calls-per-caller", defaultValue = "64")
          int callsPerCaller) {
    this.policy = policy;
    this.database = database;
    this.tokens = new CallCounts(callsPerCaller);
    var places =
        Math.clamp(
            connections - share(connections, OWN_SHARE),
            1,
            MOST_PER_PROCESSOR * Runtime.getRuntime().availableProcessors());
    this.rows = new CallCounts(Math.min(MOST_PER_ROW, share(places, ROW_SHARE)));
    this.queue = new AdmissionQueue(places, Math.min(places - 1, share(places, URGENT_SHARE)));
    this.overload = refused(meters, "overload");
    this.outage = refused(meters, "database");
    this.tooMany = refused(meters, "caller");
    this.hotRow = refused(meters, "request");
    Gauge.builder("andon.calls.running", queue, AdmissionQueue::running)
        .description("Calls of the API that are being answered")
        .register(meters);
    Gauge.builder("andon.calls.waiting", queue, AdmissionQueue::waiting)
        .description("Calls of the API that wait because others are being answered")
        .register(meters);
  }

  private static int share(int whole, int part) {
    return Math.max(1, whole / part);
  }

  private static Refusals refused(MeterRegistry meters, String reason) {
    var counter =
        Counter.builder("andon.calls.refused")
            .description(
                "Calls refused because of all calls (overload), of those of one caller, of those"
                    + " that change one request, or because the database is away")
            .tag("reason", reason)
            .register(meters);
    return new Refusals(reason, counter, meters.config().clock()::monotonicTime);
  }

  void filters(@Observes Filters filters) {
    filters.register(this::admit, HttpEdge.AFTER_BODY);
  }

  private void admit(RoutingContext exchange) {
    var token = exchange.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (token != null && exchange.normalizedPath().startsWith(ApiPaths.BASE)) {
      new Call(exchange, token).arrive();
    } else {
      exchange.next();
    }
  }

  /** Lets a call keep its place while it is worked on, also if its connection is closed. */
  @ServerRequestFilter(preMatching = true)
  void work(RoutingContext exchange) {
    if (exchange.get(CALL) instanceof Call call) {
      call.isWorking = true;
      CurrentRequestManager.get().registerCompletionCallback(_ -> call.end(true));
    }
  }

  static void release(RoutingContext exchange) {
    if (exchange.get(CALL) instanceof Call call) {
      call.end(true);
    }
  }

  /** One call of the API. */
  private final class Call implements AdmissionQueue.Waiting {
    private final RoutingContext exchange;
    private final Context eventLoop;
    private final String token;
    private final Optional<String> row;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile boolean isWorking;
    private boolean isUrgent;
    private boolean hasRow;

    /** Set while the call waits. Used only on the event loop. */
    private @Nullable Long timer;

    Call(RoutingContext exchange, String token) {
      this.exchange = exchange;
      this.token = token;
      this.eventLoop = exchange.vertx().getOrCreateContext();
      this.row = policy.lockedRow(exchange.request().method(), exchange.normalizedPath());
    }

    void arrive() {
      if (database.isAway()) {
        refuse(outage, ProblemType.UNAVAILABLE);
      } else if (tokens.begin(token)) {
        exchange.put(CALL, this);
        exchange.addEndHandler(answer -> answered(answer.succeeded()));
        waitForRow(PATIENCE.dividedBy(LOOK_AGAIN));
      } else {
        refuse(tooMany, ProblemType.TOO_MANY_CALLS);
      }
    }

    /** Looks again and again, because few calls wait for a row, and not for long. */
    private void waitForRow(long looksLeft) {
      timer = null;
      if (isOver.get()) {
        return;
      }
      hasRow = row.isEmpty() || rows.begin(row.get());
      if (hasRow) {
        runOrWait();
      } else if (looksLeft == 0) {
        end(false);
        refuse(hotRow, ProblemType.CONFLICT);
      } else {
        timer = exchange.vertx().setTimer(LOOK_AGAIN.toMillis(), _ -> waitForRow(looksLeft - 1));
      }
    }

    private void runOrWait() {
      if (queue.enterAtOnce()) {
        exchange.next();
        return;
      }
      var body = Objects.requireNonNullElseGet(exchange.body().buffer(), Buffer::buffer);
      isUrgent = policy.isUrgent(exchange.request().method(), exchange.normalizedPath(), body);
      if (queue.enter(this)) {
        exchange.next();
      } else {
        timer = exchange.vertx().setTimer(PATIENCE.toMillis(), _ -> giveUp());
      }
    }

    @Override
    public boolean isUrgent() {
      return isUrgent;
    }

    @Override
    public void start() {
      eventLoop.runOnContext(
          _ -> {
            stopWaiting();
            if (isOver.get()) {
              return;
            }
            if (database.isAway()) {
              end(true);
              refuse(outage, ProblemType.UNAVAILABLE);
            } else {
              exchange.next();
            }
          });
    }

    private void giveUp() {
      if (queue.withdraw(this)) {
        stopWaiting();
        end(false);
        refuse(overload, ProblemType.UNAVAILABLE);
      }
    }

    private void answered(boolean completely) {
      if (!hasRow || (timer != null && queue.withdraw(this))) {
        stopWaiting();
        end(false);
      } else if (completely || !isWorking) {
        end(true);
      }
    }

    private void stopWaiting() {
      if (timer != null) {
        exchange.vertx().cancelTimer(timer);
        timer = null;
      }
    }

    /** Ends the call, once. */
    void end(boolean hadPlace) {
      if (isOver.compareAndSet(false, true)) {
        if (hadPlace) {
          queue.leave();
        }
        tokens.end(token);
        if (hasRow) {
          row.ifPresent(rows::end);
        }
      }
    }

    private void refuse(Refusals refusals, ProblemType type) {
      if (refusals.add() && type == ProblemType.UNAVAILABLE) {
        Log.infof(
            "Refused because of %s; answered with 503, trace %s; %d since the start, of which one a"
                + " second is logged",
            refusals, TraceContext.of(exchange).traceId(), refusals.count());
      }
      exchange.fail(Problem.of(type, type.advice()));
    }
  }
}
