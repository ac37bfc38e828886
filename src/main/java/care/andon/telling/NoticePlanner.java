package care.andon.telling;

import care.andon.history.History;
import care.andon.history.RecordedEvent;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import care.andon.kernel.WireNames;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlParameters;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import care.andon.telling.engine.Happening;
import care.andon.telling.engine.NoticeRules;
import care.andon.telling.engine.Recipient;
import care.andon.telling.engine.Recipient.OfAsker;
import care.andon.telling.engine.Recipient.OfPerson;
import care.andon.telling.engine.RequestPeople;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Reads new events of the history and plans whom to tell. One replica does it at a time: it locks
 * the row of the outlet, and the others skip it.
 *
 * <p>Progress is a PostgreSQL snapshot and not a position, so an event is neither missed nor kept
 * back when transactions commit out of order or stay open. A look that finds nothing is one
 * statement and writes nothing.
 */
@ApplicationScoped
class NoticePlanner {
  private static final int PORTION = 1_000;
  private static final Duration USEFUL = Duration.ofHours(24);

  private static final String LOOK =
      """
      select pg_snapshot_xmax(seen) > pg_snapshot_xmax(pg_current_snapshot())
        or target is not null
        or exists (
          select from request_event
          where transaction >= pg_snapshot_xmin(seen)
            and not pg_visible_in_snapshot(transaction, seen))
      from outlet
      where name = 'people'
      """;

  private static final String CLAIM =
      """
      select seen::text, coalesce(target, pg_current_snapshot())::text as target, position,
        pg_snapshot_xmax(seen) > pg_snapshot_xmax(pg_current_snapshot()) as foreign_database,
        pg_current_snapshot()::text as now
      from outlet
      where name = 'people'
      for update skip locked
      """;

  private static final String PEOPLE =
      """
      select request.id, assignee_id, facility_id,
        array(select number from request_asker asker
          where asker.request_id = request.id and person_id is not null order by number) as numbers,
        array(select person_id from request_asker asker
          where asker.request_id = request.id and person_id is not null order by number) as people
      from support_request request
      where id = any (?)
      """;

  private static final String INSERT =
      """
      insert into notice
        (id, request_id, seq, person_id, asker, facility_id, occasion, escalation, planned_at, next_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict on constraint notice_is_one_per_event_and_person do nothing
      """;

  private static final String LOOK_AGAIN =
      """
      update notice set recheck = true
      where state = 'waiting' and request_id = any (?)
      """;

  private static final String SAVE =
      """
      update outlet
      set seen = ?::pg_snapshot, target = ?::pg_snapshot, position = ?
      where name = 'people'
      """;

  private final DataSource database;
  private final History history;
  private final InstantSource time;

  NoticePlanner(DataSource database, History history, InstantSource time) {
    this.database = database;
    this.history = history;
    this.time = time;
  }

  private record Progress(
      String seen, String target, long position, boolean foreignDatabase, String now) {}

  /** Plans whom to tell about everything that is visible now. */
  void plan() {
    while (isAnythingNew()) {
      if (!QuarkusTransaction.requiringNew().call(this::planPortion)) {
        return;
      }
    }
  }

  private boolean isAnythingNew() {
    return new SqlQuery().add(LOOK).rows(database, row -> row.getBoolean(1)).contains(true);
  }

  /** Returns whether there may be more; false also if another replica is planning. */
  private boolean planPortion() {
    var claimed = new SqlQuery().add(CLAIM).rows(database, NoticePlanner::progress);
    if (claimed.isEmpty()) {
      return false;
    }
    var progress = claimed.getFirst();
    if (progress.foreignDatabase()) {
      Log.warn(
          "The history was restored into another database. People are told about events from now"
              + " on");
      save(progress.now(), null, 0);
      return false;
    }
    var found = history.unseen(progress.seen(), progress.target(), progress.position(), PORTION);
    insert(found.stream().map(History.Positioned::event).toList());
    if (found.size() < PORTION) {
      save(progress.target(), null, 0);
      return false;
    }
    save(progress.seen(), progress.target(), found.getLast().position());
    return true;
  }

  private static Progress progress(ResultSet row) throws SQLException {
    return new Progress(
        row.getString("seen"),
        row.getString("target"),
        row.getLong("position"),
        row.getBoolean("foreign_database"),
        row.getString("now"));
  }

  private void insert(List<RecordedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    var requests = events.stream().map(event -> event.request().value()).distinct().toList();
    var people = people(requests);
    var now = time.instant();
    var batch = new SqlBatch().add(LOOK_AGAIN, new SqlArray("uuid", requests));
    for (var event : events) {
      if (event.recordedAt().isAfter(now.minus(USEFUL))) {
        Happenings.of(event).ifPresent(it -> insert(batch, event, it, people, now));
      }
    }
    execute(batch);
  }

  private static void insert(
      SqlBatch batch,
      RecordedEvent event,
      Happening happening,
      Map<RequestId, Concerned> concerned,
      Instant now) {
    var of = concerned.getOrDefault(event.request(), Concerned.NONE);
    for (var recipient : NoticeRules.recipients(happening, of.people())) {
      batch.add(
          INSERT,
          UuidVersion7Strategy.INSTANCE.generateUuid(null),
          event.request().value(),
          event.seq(),
          SqlParameters.orNull("uuid", person(recipient)),
          SqlParameters.orNull("int4", asker(recipient)),
          SqlParameters.orNull(
              "uuid", recipient instanceof Recipient.OfLastResort ? of.facility() : null),
          WireNames.of(happening.occasion()),
          SqlParameters.orNull("int4", happening.escalation()),
          now,
          now);
    }
  }

  private static @Nullable UUID person(Recipient recipient) {
    return recipient instanceof OfPerson(PersonId person) ? person.value() : null;
  }

  private static @Nullable Integer asker(Recipient recipient) {
    return recipient instanceof OfAsker(int number) ? number : null;
  }

  /** The people and the facility of a request. */
  private record Concerned(RequestPeople people, @Nullable UUID facility) {
    private static final Concerned NONE = new Concerned(new RequestPeople(null, Map.of()), null);
  }

  private Map<RequestId, Concerned> people(List<UUID> requests) {
    var all = new HashMap<RequestId, Concerned>();
    new SqlQuery()
        .add(PEOPLE, new SqlArray("uuid", requests))
        .rows(
            database,
            row ->
                all.put(
                    new RequestId(row.getObject("id", UUID.class)),
                    new Concerned(
                        new RequestPeople(assignee(row), askers(row)),
                        row.getObject("facility_id", UUID.class))));
    return all;
  }

  private static @Nullable PersonId assignee(ResultSet row) throws SQLException {
    var id = row.getObject("assignee_id", UUID.class);
    return id == null ? null : new PersonId(id);
  }

  private static Map<Integer, PersonId> askers(ResultSet row) throws SQLException {
    var numbers = (Integer[]) row.getArray("numbers").getArray();
    var people = (UUID[]) row.getArray("people").getArray();
    var askers = new HashMap<Integer, PersonId>();
    for (var i = 0; i < numbers.length; i++) {
      askers.put(numbers[i], new PersonId(people[i]));
    }
    return askers;
  }

  private void save(String seen, @Nullable String target, long position) {
    execute(new SqlBatch().add(SAVE, seen, SqlParameters.orNull("text", target), position));
  }

  private void execute(SqlBatch batch) {
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("Planning notices failed", failure);
    }
  }
}
