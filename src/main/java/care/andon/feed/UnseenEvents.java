package care.andon.feed;

import care.andon.feed.FeedRepository.Placed;
import care.andon.kernel.RequestId;
import care.andon.platform.sql.SqlCondition;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events for readers whose progress the service keeps, such as webhooks. Progress is a snapshot of
 * PostgreSQL: which transactions have been read. So an event is read as soon as it is committed,
 * also while an older transaction is still open, which the feed waits for.
 *
 * <p>A pass begins with a new snapshot and goes through everything that it sees and the snapshot of
 * the last pass did not see. These readers see what the role {@code integration} sees: no
 * confidential request and no internal note.
 */
@ApplicationScoped
public class UnseenEvents {
  private static final SqlCondition VISIBLE =
      SqlCondition.of(
          "visibility <> 'confidential'"
              + " and not (type = 'messaged' and audience is not distinct from 'internal')");

  private static final String IN_PASS =
      """
      transaction >= pg_snapshot_xmin(cast(? as pg_snapshot))
        and (transaction, position) > (cast(? as xid8), ?)
        and not pg_visible_in_snapshot(transaction, cast(? as pg_snapshot))
        and pg_visible_in_snapshot(transaction, cast(? as pg_snapshot))
        and position >= coalesce(
          (select first_position from feed_era where era = ?), 0)
      """;

  private static final int MOST_SHARED = 64;

  private final FeedRepository repository;
  private final EventFeed feed;

  /** What was read, for other readers that are as far and want the same. */
  private final Cache<Reading, Batch> shared =
      Caffeine.newBuilder()
          .expireAfterWrite(Duration.ofSeconds(1))
          .maximumSize(MOST_SHARED)
          .build();

  UnseenEvents(FeedRepository repository, EventFeed feed) {
    this.repository = repository;
    this.feed = feed;
  }

  /**
   * How far a reader is.
   *
   * @param era the era that the snapshots belong to
   * @param seen the snapshot of the last completed pass
   * @param target the snapshot of the present pass; null between two passes
   * @param transaction the transaction of the last event read in this pass; 0 at its beginning
   * @param position the position of that event
   */
  public record Progress(
      int era, String seen, @Nullable String target, long transaction, long position) {

    Progress at(long newTransaction, long newPosition) {
      return new Progress(era, seen, target, newTransaction, newPosition);
    }

    private Progress passed() {
      return new Progress(era, String.valueOf(target), null, 0, 0);
    }
  }

  /**
   * An event, and the progress after it.
   *
   * @param cursor the place after it in the feed
   */
  public record Unseen(FeedEvent event, Progress after, String cursor) {}

  /**
   * Some events.
   *
   * @param after the progress after all of them, and after what was looked at and not wanted
   * @param isEndOfPass whether everything that was there at the beginning of the pass has been read
   */
  public record Batch(List<Unseen> events, Progress after, boolean isEndOfPass) {
    public Batch {
      events = List.copyOf(events);
    }
  }

  /** Returns the progress of a reader who wants everything from now on. */
  public Progress fromNow() {
    return new Progress(feed.horizon().era(), repository.snapshot(), null, 0, 0);
  }

  /**
   * Returns the progress of a reader who wants everything after a place in the feed.
   *
   * @param cursor a cursor of the feed, {@code start} or {@code now}
   * @throws care.andon.platform.problem.Problem if the cursor is damaged or of another era
   */
  public Progress from(@Nullable String cursor) {
    if ("now".equals(cursor)) {
      return fromNow();
    }
    var place = feed.place(cursor);
    var first = Math.max(1, place.transaction());
    return new Progress(
        place.era(), first + ":" + first + ":", null, place.transaction(), place.position());
  }

  private record Reading(Progress progress, EventFilter filter, int most) {}

  /**
   * Returns the next events. Progress of an older era continues at the beginning of the present.
   * Readers with the same progress and filter get the same events, read at most a second ago.
   */
  public Batch next(Progress progress, EventFilter filter, int most) {
    return shared.get(new Reading(progress, filter, most), _ -> read(progress, filter, most));
  }

  private Batch read(Progress progress, EventFilter filter, int most) {
    var era = feed.horizon().era();
    var start = progress.era() == era ? progress : new Progress(era, "1:1:", null, 0, 0);
    var pass =
        start.target() != null
            ? start
            : new Progress(
                era, start.seen(), repository.snapshot(), start.transaction(), start.position());
    var window =
        SqlCondition.of(
            IN_PASS,
            pass.seen(),
            String.valueOf(pass.transaction()),
            pass.position(),
            pass.seen(),
            String.valueOf(pass.target()),
            era);
    var events =
        repository.events(window, VISIBLE.and(filter.ofTypes()).and(filter.ofRequests()), most);
    var last =
        events.size() == most
            ? Optional.of(new long[] {events.getLast().transaction(), events.getLast().position()})
            : repository.lastLookedAt(window);
    return new Batch(
        events.stream().map(it -> unseen(it, pass)).toList(),
        last.map(it -> pass.at(it[0], it[1])).orElseGet(pass::passed),
        last.isEmpty());
  }

  private static Unseen unseen(Placed placed, Progress pass) {
    return new Unseen(
        placed.event(),
        pass.at(placed.transaction(), placed.position()),
        new FeedPosition(pass.era(), pass.era(), placed.transaction(), placed.position()).cursor());
  }

  /** Returns one event. Empty if it does not exist, or if these readers no longer see it. */
  public Optional<FeedEvent> event(RequestId request, int seq) {
    return repository
        .events(SqlCondition.of("request_id = ? and seq = ?", request.value(), seq), VISIBLE, 1)
        .stream()
        .map(Placed::event)
        .findFirst();
  }
}
