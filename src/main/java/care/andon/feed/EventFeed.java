package care.andon.feed;

import care.andon.platform.identity.AccessCheck;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.DatabaseWatch;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlParameters;
import care.andon.platform.web.ApiPaths;
import care.andon.platform.web.following.EventsCursor;
import care.andon.request.Requests;
import care.andon.request.query.VisibilityFilter;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the feed. The order is that of {@code (era, transaction, position)}, and only events below
 * the oldest running transaction are read, so nothing appears later at a place that was passed.
 *
 * <p>A page costs two statements: how far can be read, and the events. A page that is not full
 * costs a third one, which finds out whether there are more events to look at.
 */
@ApplicationScoped
public class EventFeed implements EventsCursor {
  private static final String NOT_INTERNAL =
      "not (type = 'messaged' and audience is not distinct from 'internal')";

  private final FeedRepository repository;
  private final VisibilityFilter visibility;
  private final Requests requests;
  private final AccessCheck access;
  private final InstantSource time;
  private final DatabaseWatch database;

  /** The present era when the horizon was last read. */
  private volatile int era;

  EventFeed(
      FeedRepository repository,
      VisibilityFilter visibility,
      Requests requests,
      AccessCheck access,
      InstantSource time,
      DatabaseWatch database) {
    this.repository = repository;
    this.visibility = visibility;
    this.requests = requests;
    this.access = access;
    this.time = time;
    this.database = database;
  }

  /**
   * What was read after a place.
   *
   * @param end the place after it
   * @param isUpToDate whether there was nothing more to read
   */
  record Found(
      List<FeedRepository.Placed> events, FeedPosition end, boolean isUpToDate, FeedHorizon now) {
    Found {
      events = List.copyOf(events);
    }

    /** Whether a call that may wait for an event goes on waiting. */
    boolean isWaiting() {
      return events.isEmpty() && isUpToDate;
    }
  }

  /** Reads the present era, so that the first list needs no statement for it. */
  void start(@Observes StartupEvent event) {
    horizon();
  }

  @Override
  public String latest() {
    return new FeedPosition(era, era, database.horizon(), 0).cursor();
  }

  /**
   * Finds a place in the feed.
   *
   * @param after a cursor, {@code start} or {@code now}
   * @throws Problem if the cursor is damaged, of another era, or not reached yet
   */
  FeedPosition place(@Nullable String after) {
    if (after == null) {
      throw Problem.parameter(
          "after", "required", "Send the cursor of your last page, 'start', or 'now'");
    }
    var now = horizon();
    return switch (after) {
      case "start" -> FeedPosition.startOf(1, now.era());
      case "now" -> now.end();
      default -> requireOfThisEra(FeedPosition.parse(after), now);
    };
  }

  private static FeedPosition requireOfThisEra(FeedPosition place, FeedHorizon now) {
    if (place.issued() != now.era() || place.isBeyond(now)) {
      throw Problem.of(
              ProblemType.CURSOR_OF_ANOTHER_ERA, ProblemType.CURSOR_OF_ANOTHER_ERA.advice())
          .with(
              "restart",
              ApiPaths.BASE
                  + "/events?after="
                  + FeedPosition.startOf(now.era(), now.era()).cursor());
    }
    return place;
  }

  /**
   * Reads the events after a place that the caller wants and may see at this moment.
   *
   * @throws Problem if the caller has left
   */
  Found read(Caller caller, EventFilter filter, FeedPosition after, int limit) {
    if (access.hasLeft(caller.username())) {
      throw Problem.of(ProblemType.HAS_LEFT, ProblemType.HAS_LEFT.advice());
    }
    var now = horizon();
    requireOfThisEra(after, now);
    var place = after;
    while (true) {
      var window = FeedRepository.window(place, now).and(filter.ofRequest());
      var events = repository.events(window, wanted(caller, filter), limit);
      var end = end(events.size() == limit, events, window, place, now);
      // An era without anything for the caller is no page of its own. There are few eras.
      if (!events.isEmpty() || end.era() == place.era()) {
        return new Found(events, end, end.equals(now.end()), now);
      }
      place = end;
    }
  }

  /** Returns what was read as a page. */
  EventPage page(Found found) {
    return new EventPage(
        found.events().stream().map(FeedRepository.Placed::event).toList(),
        found.end().cursor(),
        found.isUpToDate(),
        time.instant(),
        found.now().withheldSince());
  }

  private FeedPosition end(
      boolean isFull,
      List<FeedRepository.Placed> events,
      SqlCondition window,
      FeedPosition after,
      FeedHorizon now) {
    if (isFull) {
      var last = events.getLast();
      return after.at(last.transaction(), last.position());
    }
    return repository
        .lastLookedAt(window)
        .map(last -> after.at(last[0], last[1]))
        .orElseGet(
            () ->
                after.era() == now.era()
                    ? now.end()
                    : FeedPosition.startOf(after.era() + 1, now.era()));
  }

  private SqlCondition wanted(Caller caller, EventFilter filter) {
    var viewer = visibility.inLists(caller);
    var wanted =
        filter
            .ofTypes()
            .and(seesNotes(caller) ? SqlCondition.ALWAYS : SqlCondition.of(NOT_INTERNAL))
            .and(filter.ofRequests())
            .and(viewer.visible());
    if (!filter.mine()) {
      return wanted;
    }
    var asked = viewer.self().asked();
    var person = viewer.person();
    return wanted.and(
        new SqlCondition(
            "(" + asked.sql() + " or assignee_id = ?)",
            Stream.concat(
                    asked.values().stream(),
                    Stream.of(SqlParameters.orNull("uuid", person == null ? null : person.value())))
                .toList()));
  }

  private boolean seesNotes(Caller caller) {
    return requests.actor(caller).seesInternalNotes();
  }

  /** How far can be read now. Begins a new era if the history came from another cluster. */
  FeedHorizon horizon() {
    var now = repository.horizon();
    era = now.era();
    if (!now.isOfAnotherCluster()) {
      return now;
    }
    if (repository.beginEra(now.era())) {
      Log.warnf(
          "The history has transactions of another database cluster; feed era %d begins, and"
              + " cursors of before are refused",
          now.era() + 1);
    }
    var later = repository.horizon();
    era = later.era();
    return later;
  }
}
