package care.andon.request;

import care.andon.history.EventTypes;
import care.andon.history.History;
import care.andon.history.RecordedEvent;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.sql.SqlBatch;
import care.andon.request.assignment.TeamLoadLock;
import care.andon.request.assignment.WorkDistribution;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Saves an act: the state of its requests, new clocks and escalations, the events, and further rows
 * such as turns and the caller's idempotency key. All acts are saved here.
 */
@ApplicationScoped
class RequestRecorder {
  private static final int CREATED = 201;
  private static final int OK = 200;

  private final RequestRepository repository;
  private final RequestRows rows;
  private final History history;
  private final IdempotencyKeys keys;
  private final TeamLoadLock loads;
  private final MeterRegistry meters;

  RequestRecorder(
      RequestRepository repository,
      RequestRows rows,
      History history,
      IdempotencyKeys keys,
      TeamLoadLock loads,
      MeterRegistry meters) {
    this.repository = repository;
    this.rows = rows;
    this.history = history;
    this.keys = keys;
    this.loads = loads;
    this.meters = meters;
    // From the start at 0: an alert on the increase of a counter does not see its first value.
    EventTypes.all().keySet().forEach(this::counter);
  }

  /** Inserts a new request in a transaction of its own: one round trip with the commit. */
  List<RecordedEvent> insertAndCommit(
      SupportRequest request, IdempotencyKeys.@Nullable Attempt attempt) {
    var batch = new SqlBatch();
    var events = insert(batch, request, attempt);
    rows.commit(batch);
    return events;
  }

  /**
   * Inserts a new request in the present transaction.
   *
   * @param more what is written with it
   */
  List<RecordedEvent> insert(
      SupportRequest request, IdempotencyKeys.@Nullable Attempt attempt, Consumer<SqlBatch> more) {
    var batch = new SqlBatch();
    var events = insert(batch, request, attempt);
    more.accept(batch);
    rows.send(batch);
    return events;
  }

  private List<RecordedEvent> insert(
      SqlBatch batch, SupportRequest request, IdempotencyKeys.@Nullable Attempt attempt) {
    rows.insert(batch, request);
    var events = request.drainEvents();
    history.append(batch, History.Entry.of(events, request.dueBefore()));
    keys.remember(batch, attempt, CREATED, request.id().value(), request.version());
    return events;
  }

  /**
   * Saves one request in the present transaction, with the turns and the key of the act: one round
   * trip.
   */
  List<RecordedEvent> save(
      RequestRows.Locked locked,
      WorkDistribution shares,
      IdempotencyKeys.@Nullable Attempt attempt) {
    var request = locked.request();
    var events = request.drainEvents();
    var batch = new SqlBatch();
    rows.update(batch, locked);
    loads.hadTurns(batch, shares);
    keys.remember(batch, attempt, OK, request.id().value(), request.version());
    history.append(batch, History.Entry.of(events, request.dueBefore()));
    rows.send(batch);
    return events;
  }

  /** Saves requests in the present transaction, with the turns that people had. */
  List<RecordedEvent> save(List<SupportRequest> requests, WorkDistribution shares) {
    return save(requests, batch -> loads.hadTurns(batch, shares));
  }

  /**
   * Saves requests in the present transaction.
   *
   * @param more what is written with them
   */
  List<RecordedEvent> save(List<SupportRequest> requests, Consumer<SqlBatch> more) {
    var batch = new SqlBatch();
    var events = new ArrayList<RecordedEvent>();
    var entries = new ArrayList<History.Entry>();
    for (var request : requests) {
      var drained = request.drainEvents();
      events.addAll(drained);
      entries.addAll(History.Entry.of(drained, request.dueBefore()));
      repository.persistWhatBegan(request);
    }
    more.accept(batch);
    history.append(batch, entries);
    repository.flush();
    repository.send(batch);
    return events;
  }

  /** Counts the events that no person caused, after they are committed. */
  void count(List<RecordedEvent> events) {
    for (var recorded : events) {
      if (recorded.isAutomatic()) {
        counter(EventTypes.nameOf(recorded.event().getClass())).increment();
      }
    }
  }

  private Counter counter(String event) {
    return Counter.builder("andon.deadlines")
        .description("What fell due by itself, by event")
        .tag("event", event)
        .register(meters);
  }
}
