package care.andon.metrics.wait;

import static java.util.stream.Collectors.toSet;

import care.andon.metrics.asof.SettledTime;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Window;
import care.andon.metrics.wait.AskedRequestRepository.Week;
import care.andon.platform.sql.SqlCondition;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds the requests of a period with their waits. Old weeks hardly change, so this keeps the weeks
 * it has read. A question then reads only the requests that were changed since.
 *
 * <p>A week is read with the instant until which everything is settled. Whatever is recorded later
 * moves {@code updated_at} past that instant, and {@code updated_at} has an index. So a request
 * that was not changed after it, nor after {@code asOf}, is in memory as it was at {@code asOf};
 * all others are read from the database.
 */
@ApplicationScoped
class AskedRequests {
  /** Weeks begin at whole multiples of this since 1970. */
  static final Duration WEEK = Duration.ofDays(7);

  /** About 25 MB. */
  private static final int MOST_KEPT = 150_000;

  /** So that what has changed since stays little. */
  private static final Duration KEPT_FOR = Duration.ofHours(6);

  /** Bounds the memory that one question takes, also at a hospital with a million a year. */
  private static final Duration AT_ONCE = WEEK.multipliedBy(13);

  /** After every act. */
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private final AskedRequestRepository repository;
  private final SettledTime settled;
  private final Cache<Instant, Kept> weeks;

  /**
   * A week in memory.
   *
   * @param until the instant until which its requests were settled
   */
  private record Kept(List<AskedRequest> requests, Instant until) {
    int size() {
      return requests.size() + 1;
    }
  }

  AskedRequests(AskedRequestRepository repository, SettledTime settled) {
    this.repository = repository;
    this.settled = settled;
    this.weeks =
        Caffeine.newBuilder()
            .maximumWeight(MOST_KEPT)
            .weigher((Instant _, Kept week) -> week.size())
            .expireAfterWrite(KEPT_FOR)
            .build();
  }

  /** Hands on the requests that were asked in the scope's period, as of an instant, in no order. */
  void read(FigureScope scope, Instant asOf, Consumer<AskedRequest> reader) {
    var from = scope.windows().stream().map(Window::from).min(Instant::compareTo).orElseThrow();
    var last = scope.windows().stream().map(Window::to).max(Instant::compareTo).orElseThrow();
    // A caregiver asks no later than the request is received.
    var to = earlier(last, asOf.plusNanos(1_000));
    var counts = AskedRequest.of(scope);
    for (var begin = beginOfWeek(from); begin.isBefore(to); begin = begin.plus(AT_ONCE)) {
      read(begin, earlier(endOfWeek(to), begin.plus(AT_ONCE)), asOf).filter(counts).forEach(reader);
    }
  }

  /**
   * The requests of whole weeks as of an instant. A statement, and two more if a week is not in
   * memory.
   */
  private Stream<AskedRequest> read(Instant from, Instant to, Instant asOf) {
    var kept = kept(from, to);
    var settledUntil = kept.stream().map(Kept::until).min(Instant::compareTo).orElse(asOf);
    var since = earlier(settledUntil, asOf);
    var changed =
        repository.weeks(asked(from, to).and("request.updated_at > ?", since), asOf).stream()
            .map(Week::requests)
            .flatMap(List::stream)
            .toList();
    var last = Wait.micros(since);
    var ids = changed.stream().map(AskedRequest::id).collect(toSet());
    var unchanged =
        kept.stream()
            .map(Kept::requests)
            .flatMap(List::stream)
            .filter(it -> it.changedAt() <= last && !ids.contains(it.id()));
    return Stream.concat(unchanged, changed.stream());
  }

  private List<Kept> kept(Instant from, Instant to) {
    var found = new ArrayList<Kept>();
    var missing = new ArrayList<Instant>();
    for (var begin = from; begin.isBefore(to); begin = begin.plus(WEEK)) {
      var week = weeks.getIfPresent(begin);
      if (week == null) {
        missing.add(begin);
      } else {
        found.add(week);
      }
    }
    if (!missing.isEmpty()) {
      found.addAll(load(missing));
    }
    return found;
  }

  private List<Kept> load(List<Instant> begins) {
    var until = settled.span().through();
    var read = new TreeMap<Instant, List<AskedRequest>>();
    begins.forEach(it -> read.put(it, List.of()));
    repository.weeks(asked(begins.getFirst(), begins.getLast().plus(WEEK)), LATEST).stream()
        .filter(it -> read.containsKey(it.begin()))
        .forEach(it -> read.put(it.begin(), it.requests()));
    var loaded = new ArrayList<Kept>();
    read.forEach(
        (begin, requests) -> {
          var week = new Kept(requests, until);
          weeks.put(begin, week);
          loaded.add(week);
        });
    return loaded;
  }

  private static SqlCondition asked(Instant from, Instant to) {
    return SqlCondition.of("request.asked_at >= ? and request.asked_at < ?", from, to);
  }

  private static Instant beginOfWeek(Instant at) {
    return Instant.ofEpochSecond(
        Math.floorDiv(at.getEpochSecond(), WEEK.toSeconds()) * WEEK.toSeconds());
  }

  private static Instant endOfWeek(Instant at) {
    return beginOfWeek(at).plus(WEEK);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
