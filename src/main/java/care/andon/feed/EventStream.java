package care.andon.feed;

import care.andon.feed.EventFeed.Found;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.time.Time;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends the feed to one reader as it grows. A stream holds a place in the feed and no queue: the
 * next page is read when the page before has been written to the connection.
 */
@Singleton
class EventStream {
  /** Lower than every transaction: there may always be more. */
  private static final long NOTHING = -1;

  private final FeedTail tail;
  private final Time time;
  private final Duration heartbeat;

  EventStream(
      FeedTail tail,
      Time time,
      @ConfigProperty(name = "andon.events.heartbeat", defaultValue = "15s") Duration heartbeat) {
    this.tail = tail;
    this.time = time;
    this.heartbeat = heartbeat;
  }

  /** Why a stream ends. */
  enum Reason {
    /** The token is no longer valid. */
    TOKEN_EXPIRED,
    /** The person has left. */
    HAS_LEFT,
    /** This instance goes down. */
    GOING_DOWN,
    /** The database does not answer, or the cursor is of another era. */
    UNAVAILABLE
  }

  /** A part of a stream. */
  sealed interface Part {}

  /** An event, and the cursor after it. */
  record Sent(FeedEvent event, String cursor) implements Part {}

  /** Nothing has happened for a while. */
  record Heartbeat(String cursor) implements Part {}

  /** The last part. */
  record Bye(Reason reason) implements Part {}

  /**
   * Returns the stream after a place.
   *
   * @param read reads what comes after a place
   * @param end when the reader's token expires
   */
  Multi<Part> after(FeedPosition start, Function<FeedPosition, Found> read, Instant end) {
    return Multi.createBy()
        .repeating()
        .uni(() -> new Reader(start, read, end), Reader::next)
        .whilst(parts -> !(parts.getLast() instanceof Bye))
        .onItem()
        .<Part>disjoint();
  }

  /** The state of one stream. Its methods run one after the other. */
  private final class Reader {
    private final Function<FeedPosition, Found> read;
    private final Instant end;
    private FeedPosition place;
    private @Nullable Found last;

    Reader(FeedPosition start, Function<FeedPosition, Found> read, Instant end) {
      this.place = start;
      this.read = read;
      this.end = end;
    }

    /** Returns what is sent next, with a {@link Bye} at its end if it is the last. */
    Uni<List<Part>> next() {
      var known = last == null || !last.isUpToDate() ? NOTHING : last.now().horizon();
      // Timers count in whole milliseconds: otherwise the last one would end just before the token.
      var patience = shorter(heartbeat, Duration.between(time.now(), end).plusMillis(1));
      return tail.isBeyond(known)
          .map(_ -> true)
          .ifNoItem()
          .after(patience)
          .recoverWithItem(false)
          .map(this::parts)
          .onFailure()
          .recoverWithItem(failure -> List.of(new Bye(reason(failure))));
    }

    private List<Part> parts(boolean mayHaveMore) {
      if (tail.isStopped()) {
        return List.of(new Bye(Reason.GOING_DOWN));
      }
      if (!time.now().isBefore(end)) {
        return List.of(new Bye(Reason.TOKEN_EXPIRED));
      }
      if (!mayHaveMore) {
        return List.of(new Heartbeat(place.cursor()));
      }
      var found = read.apply(place);
      var parts = new ArrayList<Part>();
      for (var placed : found.events()) {
        var cursor = found.end().at(placed.transaction(), placed.position()).cursor();
        parts.add(new Sent(placed.event(), cursor));
      }
      place = found.end();
      last = found;
      return parts.isEmpty() ? List.of(new Heartbeat(place.cursor())) : parts;
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    var shorter = one.compareTo(other) < 0 ? one : other;
    return shorter.isPositive() ? shorter : Duration.ofMillis(1);
  }

  private static Reason reason(Throwable failure) {
    if (failure instanceof Problem problem && problem.type() == ProblemType.HAS_LEFT) {
      return Reason.HAS_LEFT;
    }
    Log.warnf("A stream of events ends, its reader will return: %s", failure.getMessage());
    return Reason.UNAVAILABLE;
  }
}
