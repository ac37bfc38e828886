package care.andon.benchmark;

import care.andon.benchmark.Crowd.Member;
import care.andon.support.Copies;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Many promises fall due in the same instant, among many more that do not, while caregivers go on
 * filing: how long until all is recorded, and what does a caregiver notice?
 *
 * <p>Each of those due has not been looked at for a while: a warning, a miss and an escalation are
 * to be recorded.
 */
final class Deadlines {
  /** Eight caregivers who rest this long between two needs: 60 to 80 needs a second. */
  private static final Duration REST = Duration.ofMillis(100);

  private static final int CAREGIVERS = 8;
  private static final Duration USUALLY = Duration.ofSeconds(20);
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final Duration UNTIL_DUE = Duration.ofSeconds(15);
  private static final long FIRST_OPEN = 3_000_000_000L;
  private static final long FIRST_DUE = 4_000_000_000L;

  private static final String LOOK_WHEN_MISSED =
      "update support_request set next_tick_at = received_at + interval '5 min' where id = '%s'";
  private static final String LEFT =
      "select count(*) from support_request where next_tick_at <= ? and reference > " + FIRST_DUE;
  private static final String RECORDED =
      """
      select count(*) from request_event e join support_request r on r.id = e.request_id
      where r.reference > %d and e.actor_id is null and e.asker is null
      """;

  private final String url;
  private final OverHttp http;
  private final Crowd crowd;
  private volatile Duration took = Duration.ZERO;

  Deadlines(String url, OverHttp http, Crowd crowd) {
    this.url = url;
    this.http = http;
    this.crowd = crowd;
  }

  /**
   * Lets {@code due} fall due among {@code open}.
   *
   * <p>Three times, because the first time the JVM compiles what it has never done before, and a
   * p99 of two thousand calls is made by twenty of them.
   *
   * <p>What was written to set the scene is on disk before anything is measured: the database is
   * not to be busy with that.
   *
   * @param report gets for each time two lines of creates, without and with it, and a sentence
   */
  void measure(int open, int due, LoadBenchmark.Reporter report) throws Exception {
    try (var database = DriverManager.getConnection(url)) {
      crowd.run("create, resting", CAREGIVERS, USUALLY, this::create);
      System.out.println("Writing open requests ...");
      var waiting = UUID.fromString(http.fileOneThatIsDueInMinutes());
      run(database, LOOK_WHEN_MISSED.formatted(waiting));
      var slow = UUID.fromString(http.filed().element());
      Copies.write(database, slow, open, FIRST_OPEN, "n * interval '-0.1 s'");
      run(database, "vacuum analyze");

      // The service has just been started, and nothing has ever fallen due.
      fallDue(database, new Wave("for the first time", FIRST_DUE, open, due), waiting, report);
      fallDue(database, new Wave("once more", FIRST_DUE + due, open, due), waiting, report);
      fallDue(database, new Wave("a third time", FIRST_DUE + 2L * due, open, due), waiting, report);
    }
  }

  /** Requests that fall due together; their references follow that number. */
  private record Wave(String name, long after, int open, int due) {}

  private void fallDue(Connection database, Wave wave, UUID waiting, LoadBenchmark.Reporter report)
      throws Exception {
    run(database, "checkpoint");
    var usual = crowd.run("create, resting", CAREGIVERS, USUALLY, this::create);
    report.add(usual);

    var instant = now(database).plus(UNTIL_DUE);
    var shift =
        "timestamptz '%s' - interval '5 min' - (select received_at from support_request where id = '%s')";
    Copies.write(database, waiting, wave.due(), wave.after(), shift.formatted(instant, waiting));
    run(database, "analyze support_request");
    run(database, "checkpoint");
    report.condition("plan of a heartbeat's claim", plan(database, instant));
    Thread.sleep(Math.max(0, Duration.between(now(database), instant).toMillis()));
    var recorded = CompletableFuture.runAsync(() -> awaitRecorded(instant));
    var busy =
        crowd.run(
            "create, resting, while %,d fall due, %s".formatted(wave.due(), wave.name()),
            CAREGIVERS,
            AT_MOST,
            number -> untilDone(create(number), recorded));
    recorded.join();
    report.add(busy);
    report.condition(
        "%,d due in one instant among %,d open, %s".formatted(wave.due(), wave.open(), wave.name()),
        String.format(
            Locale.ROOT,
            "%,d events recorded %.1f s after it; creates' p99 meanwhile %.2f times the usual one",
            count(database, RECORDED.formatted(wave.after())),
            took.toMillis() / 1e3,
            busy.millis(0.99) / usual.millis(0.99)));
  }

  private Member create(int number) throws IOException {
    var member = http.create(number);
    return new Member() {
      @Override
      public boolean call() throws Exception {
        return member.call();
      }

      @Override
      public void rest() throws InterruptedException {
        Thread.sleep(REST);
      }

      @Override
      public void close() throws Exception {
        member.close();
      }
    };
  }

  private static Member untilDone(Member member, CompletableFuture<?> done) {
    return new Member() {
      @Override
      public boolean call() throws Exception {
        return member.call();
      }

      @Override
      public boolean canGoOn() {
        return !done.isDone();
      }

      @Override
      public void rest() throws Exception {
        member.rest();
      }

      @Override
      public void close() throws Exception {
        member.close();
      }
    };
  }

  private void awaitRecorded(Instant instant) {
    try (var database = DriverManager.getConnection(url);
        var left = database.prepareStatement(LEFT)) {
      left.setObject(1, instant.atOffset(ZoneOffset.UTC));
      var begin = System.nanoTime();
      while (count(left) > 0) {
        took = Duration.ofNanos(System.nanoTime() - begin);
        if (took.compareTo(AT_MOST) > 0) {
          throw new IllegalStateException("Not recorded after " + took);
        }
        Thread.sleep(50);
      }
      took = Duration.ofNanos(System.nanoTime() - begin);
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** How PostgreSQL finds what is due among what is not, from the top to the bottom. */
  private static String plan(Connection database, Instant now) throws SQLException {
    var sql =
        ServiceSql.CLAIM_DUE
            .replace("?1", "timestamptz '" + now.plusSeconds(1) + "'")
            .replace("?2", "200");
    try (var statement = database.createStatement();
        var rows = statement.executeQuery("explain (costs off) " + sql)) {
      var lines = new StringJoiner(", ");
      while (rows.next()) {
        lines.add(rows.getString(1).strip());
      }
      return lines.toString();
    }
  }

  private static void run(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Instant now(Connection database) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery("select clock_timestamp()")) {
      rows.next();
      return rows.getObject(1, OffsetDateTime.class).toInstant();
    }
  }

  private static long count(Connection database, String sql) throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      return count(statement);
    }
  }

  private static long count(PreparedStatement statement) throws SQLException {
    try (var rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
