package care.andon.whatif;

import care.andon.history.History;
import care.andon.history.RecordedEvent;
import care.andon.kernel.ClockKind;
import care.andon.kernel.RequestId;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.RequestReplay;
import care.andon.request.SupportRequest;
import care.andon.request.clock.RequestClock;
import care.andon.sla.PolicyBook;
import care.andon.sla.Promises;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.VersionRef;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What would have become of past promises under other policies: every request's history is played
 * twice, once by what it was promised and once by the policies tried. Costs a statement for every
 * {@value #PORTION} requests, and holds no more of them in memory.
 */
@ApplicationScoped
class PolicyPreview {
  static final int MOST_REQUESTS = 20_000;
  static final int MOST_EXAMPLES = 50;
  private static final int PORTION = 500;

  /** A phone's ask may be so much older than its arrival; the index is by the ask. */
  private static final Duration LONGEST_OFFLINE = Duration.ofDays(3);

  private static final String RECEIVED =
      """
      select id
      from support_request
      where asked_at >= ? and received_at >= ? and received_at <= ?
      order by asked_at, id
      limit ?
      """;

  private final DataSource database;
  private final History history;
  private final Promises promises;

  PolicyPreview(DataSource database, History history, Promises promises) {
    this.database = database;
    this.history = history;
    this.promises = promises;
  }

  /** How a promise ended, or that there was none. */
  enum Kept {
    KEPT,
    DECLINED,
    MISSED,
    PENDING,
    NOT_MEASURED
  }

  /** What changes for one clock. */
  static final class Tally {
    final Map<Kept, Integer> before = new EnumMap<>(Kept.class);
    final Map<Kept, Integer> after = new EnumMap<>(Kept.class);
    final List<String> nowKept = new ArrayList<>();
    final List<String> nowMissed = new ArrayList<>();
    int manyNowKept;
    int manyNowMissed;

    private void add(Kept was, Kept would, SupportRequest request) {
      before.merge(was, 1, Integer::sum);
      after.merge(would, 1, Integer::sum);
      if (was == Kept.MISSED && would == Kept.KEPT) {
        manyNowKept++;
        example(request, nowKept);
      } else if (was == Kept.KEPT && would == Kept.MISSED) {
        manyNowMissed++;
        example(request, nowMissed);
      }
    }

    /** A confidential request is counted, but not named. */
    private static void example(SupportRequest request, List<String> examples) {
      var reference = request.reference().toString();
      if (!request.isConfidential()
          && examples.size() < MOST_EXAMPLES
          && !examples.contains(reference)) {
        examples.add(reference);
      }
    }
  }

  /** What was looked at and what came of it. */
  record Result(int requests, Map<ClockKind, Tally> clocks) {}

  /**
   * Plays the requests received from {@code from} to {@code now}.
   *
   * @throws Problem when they are more than {@value #MOST_REQUESTS}
   */
  Result play(PolicyBook tried, Instant from, Instant now) {
    var ids =
        new SqlQuery()
            .add(RECEIVED, from.minus(LONGEST_OFFLINE), from, now, MOST_REQUESTS + 1)
            .rows(database, row -> new RequestId(row.getObject(1, UUID.class)));
    if (ids.size() > MOST_REQUESTS) {
      throw Problem.invalid(
          "/days",
          "too_many_requests",
          "Ask for fewer days: at most %,d requests are played".formatted(MOST_REQUESTS));
    }
    var tallies = new EnumMap<ClockKind, Tally>(ClockKind.class);
    for (var kind : ClockKind.values()) {
      tallies.put(kind, new Tally());
    }
    for (var i = 0; i < ids.size(); i += PORTION) {
      var portion = ids.subList(i, Math.min(ids.size(), i + PORTION));
      for (var events : history.ofAll(portion).values()) {
        compare(events, new Tried(tried, promises), now, tallies);
      }
    }
    return new Result(ids.size(), Collections.unmodifiableMap(tallies));
  }

  private void compare(
      List<RecordedEvent> events, Promises tried, Instant now, Map<ClockKind, Tally> tallies) {
    var was = played(events, promises, now);
    var would = played(events, tried, now);
    var keys = new LinkedHashMap<Promise, Boolean>();
    was.clocks().inOrder().forEach(clock -> keys.put(Promise.of(clock), true));
    would.clocks().inOrder().forEach(clock -> keys.put(Promise.of(clock), true));
    for (var kind : ClockKind.values()) {
      if (keys.keySet().stream().noneMatch(key -> key.kind() == kind)) {
        keys.put(new Promise(kind, 1), true);
      }
    }
    for (var key : keys.keySet()) {
      Objects.requireNonNull(tallies.get(key.kind()))
          .add(kept(was, key, promises), kept(would, key, tried), was);
    }
  }

  private static SupportRequest played(List<RecordedEvent> events, Promises by, Instant now) {
    var request = RequestReplay.of(events, by);
    request.lookAt(by, now);
    return request;
  }

  private record Promise(ClockKind kind, int cycle) {
    static Promise of(RequestClock clock) {
      return new Promise(clock.kind(), clock.cycle());
    }
  }

  private static Kept kept(SupportRequest request, Promise promise, Promises promises) {
    return request
        .clocks()
        .find(promise.kind(), promise.cycle())
        .map(clock -> kept(clock, promises))
        .orElse(Kept.NOT_MEASURED);
  }

  private static Kept kept(RequestClock clock, Promises promises) {
    if (clock.isCancelled()) {
      return Kept.NOT_MEASURED;
    }
    return switch (clock.verdict(promises)) {
      case MET -> Kept.KEPT;
      case DECLINED -> Kept.DECLINED;
      case MISSED, MISSED_OPEN -> Kept.MISSED;
      case PENDING -> Kept.PENDING;
    };
  }

  /** Whatever a request pinned: here it goes by the policies tried. */
  private record Tried(PolicyBook current, Promises published) implements Promises {
    @Override
    public PolicyBook book(long revision) {
      return current;
    }

    @Override
    public WorkCalendar calendar(VersionRef ref) {
      return published.calendar(ref);
    }
  }
}
