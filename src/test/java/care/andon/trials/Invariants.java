package care.andon.trials;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import care.andon.request.StoredHistories;
import care.andon.trials.Journal.Attempt;
import care.andon.trials.Journal.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Compares what clients were answered with what the database and the logs say. */
final class Invariants {
  private static final Duration HANGS = Duration.ofSeconds(10);
  private static final Duration RECORDED = Duration.ofSeconds(60);

  private static final String SIGNALS_TWICE =
      """
      select request_id || ' ' || type from request_event
      where type in ('warned', 'promise_missed')
         or (type = 'escalated' and payload ->> 'cause' = 'step')
      group by request_id, type, payload ->> 'clock', payload ->> 'cycle', payload ->> 'percent',
        payload ->> 'tier'
      having count(*) > 1
      """;

  private static final String SIGNALS_MISSING =
      """
      select c.request_id || ' ' || c.kind || ' ' || fired
      from request_clock c, unnest(c.fired_percents) fired
      where not exists (
        select from request_event e
        where e.request_id = c.request_id and e.payload ->> 'clock' = c.kind
          and (e.payload ->> 'cycle')::int = c.cycle and (e.payload ->> 'percent')::int = fired)
      """;

  private static final String OVERDUE =
      "select id::text from support_request where next_tick_at < clock_timestamp() - interval '5 s'";

  private final Rig rig;
  private final Journal journal;
  private final Verdict verdict;
  private final Connection database;
  private boolean hold = true;

  private Invariants(Rig rig, Journal journal, Verdict verdict, Connection database) {
    this.rig = rig;
    this.journal = journal;
    this.verdict = verdict;
    this.database = database;
  }

  /** Checks them all. Deadlines have some time to be recorded before. */
  static void check(Rig rig, DebianPostgres server, Journal journal, Verdict verdict)
      throws Exception {
    try (var database = server.source().getConnection()) {
      var invariants = new Invariants(rig, journal, verdict, database);
      invariants.nothingIsLost();
      invariants.oneRequestForAKey();
      invariants.versionsIncrease();
      invariants.everyFailureIsLogged();
      invariants.everySignalOnce();
      invariants.broken("I3 state other than its history", StoredHistories.differences(database));
      if (invariants.hold) {
        verdict.note("I1 I2 I3 I6 I8 I10 hold", invariants.counted());
      }
    }
  }

  static void check(Rig rig, Journal journal, Verdict verdict) throws Exception {
    check(rig, rig.database(), journal, verdict);
  }

  private String counted() {
    var known = journal.operations().stream().filter(operation -> operation.last().isKnown());
    return "%d calls, %d of %d outcomes known"
        .formatted(journal.attempts().size(), known.count(), journal.operations().size());
  }

  private void broken(String invariant, Collection<?> found) {
    if (!found.isEmpty()) {
      hold = false;
      verdict.none(invariant, found);
    }
  }

  /** I1: an act that was answered with a version is the event with that number. */
  private void nothingIsLost() throws SQLException {
    var events = texts("select request_id || ' ' || seq from request_event");
    broken(
        "I1 done, but not in the database",
        journal.operations().stream()
            .filter(Operation::isDone)
            .filter(done -> !events.contains(name(done.last())))
            .map(Invariants::what)
            .toList());
  }

  private static String name(Attempt done) {
    return done.answer().id() + " " + done.answer().version();
  }

  private static String what(Operation operation) {
    return operation.act() + " " + operation.key();
  }

  /** I2: not two requests, not two answers, and none at all when it was refused. */
  private void oneRequestForAKey() throws SQLException {
    var requests = new HashMap<String, Integer>();
    for (var key : list("select substr(need, 7) from support_request where need like 'trial %'")) {
      requests.merge(key, 1, Integer::sum);
    }
    var wrong = new ArrayList<String>();
    requests.forEach((key, count) -> addIf(wrong, count > 1, key + " filed twice"));
    for (var operation : journal.operations()) {
      addIf(wrong, operation.isRefused() && requests.containsKey(operation.key()), what(operation));
    }
    journal.attempts(Attempt::isDone).stream()
        .collect(groupingBy(Attempt::key, mapping(Invariants::name, toSet())))
        .forEach((key, answers) -> addIf(wrong, answers.size() > 1, key + " " + answers));
    broken("I2 a key with two outcomes", wrong);
  }

  /** I8, as clients see it: an act sent after another was answered has a higher version. */
  private void versionsIncrease() {
    var wrong = new ArrayList<String>();
    var byRequest =
        journal.operations().stream()
            .filter(Operation::isDone)
            .sorted(Comparator.comparing(Operation::sent))
            .collect(groupingBy(operation -> operation.last().answer().id()));
    byRequest.forEach(
        (id, acts) -> {
          for (int i = 1; i < acts.size(); i++) {
            addIf(wrong, isNotHigher(acts.get(i - 1), acts.get(i)), id);
          }
        });
    broken("I8 a version that does not increase", wrong);
  }

  private static boolean isNotHigher(Operation before, Operation after) {
    var difference = after.last().answer().version() - before.last().answer().version();
    var sameKey = after.key().equals(before.key());
    var later = after.sent() > before.last().answered();
    return !sameKey && (later ? difference <= 0 : difference == 0);
  }

  /** I10: an unexpected failure is in the log, every failure has a trace, and nothing hangs. */
  private void everyFailureIsLogged() {
    var failures = journal.attempts(attempt -> attempt.status() >= 500);
    var log = String.join("\n", rig.logLines());
    broken(
        "I10 500 without its line in the log",
        failures.stream()
            .filter(attempt -> attempt.status() == 500 && !log.contains(attempt.trace()))
            .toList());
    broken(
        "I10 5xx without a trace id",
        failures.stream().filter(attempt -> attempt.answer().traceId() == null).toList());
    broken(
        "I10 a call that hangs", journal.attempts(attempt -> attempt.took().compareTo(HANGS) > 0));
  }

  /** I6: deadlines are recorded once, and none is forgotten. */
  private void everySignalOnce() throws Exception {
    var end = System.nanoTime() + RECORDED.toNanos();
    while (!texts(OVERDUE).isEmpty() && System.nanoTime() < end) {
      Thread.sleep(200);
    }
    broken("I6 overdue and not recorded", texts(OVERDUE));
    broken("I6 a signal twice", texts(SIGNALS_TWICE));
    broken("I6 a signal without its event", texts(SIGNALS_MISSING));
  }

  private static void addIf(List<String> list, boolean condition, String text) {
    if (condition) {
      list.add(text);
    }
  }

  private Set<String> texts(String query) throws SQLException {
    return new HashSet<>(list(query));
  }

  private List<String> list(String query) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(query)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
