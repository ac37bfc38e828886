package care.andon.metrics.asof;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.text.Instants;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Knows until when figures are settled: everything recorded up to that instant has been committed
 * or never will be.
 *
 * <p>An act reads its time after it has locked the request, so its transaction began earlier.
 * Settled is what was recorded before the oldest transaction that is writing, and a margin before
 * now: filing reads the time shortly before its transaction begins.
 */
@ApplicationScoped
public class SettledTime {
  static final Duration MARGIN = Duration.ofSeconds(30);

  /** A role sees when its own transactions began, and all instances share one role. */
  private static final String READ =
      """
      select
        greatest(
          (select min(asked_at) from support_request),
          (select nullif(begins_at, '-infinity') from figures_begin)) as first,
        coalesce((extract(epoch from clock_timestamp() - (
          select min(xact_start)
          from pg_stat_activity
          where datname = current_database()
            and backend_xid is not null
            and pid <> pg_backend_pid())) * 1000000)::bigint, 0) as writing
      """;

  private final DataSource database;
  private final InstantSource time;

  public SettledTime(DataSource database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  /**
   * The instants as of which figures can be asked.
   *
   * @param first empty while there is none
   * @param through the last one; it may be before the first
   */
  public record Span(Optional<Instant> first, Instant through) {}

  /** Reads the instants as of which figures can be asked: one statement. */
  public Span span() {
    var now = time.instant();
    return new SqlQuery().add(READ).rows(database, row -> span(new ResultRow(row), now)).getFirst();
  }

  private static Span span(ResultRow row, Instant now) throws SQLException {
    var writing = Duration.of(Math.max(0, row.bigNumber("writing")), ChronoUnit.MICROS);
    return new Span(
        Optional.ofNullable(row.instantOrNull("first")), now.minus(MARGIN).minus(writing));
  }

  /**
   * Returns the instant that a question is about.
   *
   * @param asOf as the caller sent it; null for now
   * @throws Problem if it is not an instant, lies in the future, is not settled yet, or lies before
   *     the first request
   */
  public AsOf asOf(@Nullable String asOf) {
    var now = time.instant();
    if (asOf == null) {
      return new AsOf(now, false);
    }
    var at =
        Instants.parse(asOf)
            .orElseThrow(
                () ->
                    refused(
                        "not_an_instant",
                        Instants.ADVICE + "; in an address write the + of an offset as %2B"));
    if (at.isAfter(now)) {
      throw refused("in_the_future", "Send an instant that has passed, or leave it out for now");
    }
    return settled(at);
  }

  private AsOf settled(Instant at) {
    var span = span();
    if (at.isAfter(span.through())) {
      throw Problem.of(ProblemType.NOT_SETTLED_YET, ProblemType.NOT_SETTLED_YET.advice())
          .with("settledThrough", span.through());
    }
    if (span.first().filter(first -> !at.isBefore(first)).isEmpty()) {
      throw refused("before_the_first", beforeTheFirst(span));
    }
    return new AsOf(at, true);
  }

  private static String beforeTheFirst(Span span) {
    return span.first()
        .map(first -> "Figures begin at %s; send that instant or a later one".formatted(first))
        .orElse("There are no requests yet; leave it out");
  }

  private static Problem refused(String code, String message) {
    return Problem.parameter("asOf", code, message);
  }
}
