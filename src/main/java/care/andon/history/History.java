package care.andon.history;

import static care.andon.platform.sql.SqlParameters.orNull;

import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The append-only event log of requests. Events can be added and read, never changed or deleted;
 * only words in them can be erased.
 */
@ApplicationScoped
public class History {
  private static final String INSERT =
      """
      insert into request_event
        (request_id, seq, type, at, recorded_at, actor_id, asker, payload, salt, due_before)
      values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::bytea, coalesce(?, timestamptz 'infinity'))
      """;
  private static final String INSERT_MANY =
      """
      insert into request_event
        (request_id, seq, type, at, recorded_at, actor_id, asker, payload, salt, due_before)
      select request_id, seq, type, at, recorded_at, actor_id, asker, payload::jsonb, salt::bytea,
        coalesce(due_before, timestamptz 'infinity')
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        with ordinality
        as event
          (request_id, seq, type, at, recorded_at, actor_id, asker, payload, salt, due_before,
           place)
      order by place
      """;

  /**
   * From this many events on, one statement inserts them all. Acts record fewer events; a batch of
   * the heartbeat records more.
   */
  private static final int MANY = 10;

  private static final int SALT_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final String ERASE = "select erase_words(?, ?, ?, ?, ?)";

  private static final String READ =
      """
      select seq, type, at, recorded_at, actor_id, asker, payload
      from request_event
      where request_id = ? and seq > ? and seq <= ?
      order by seq
      limit ?
      """;

  private static final String READ_ALL =
      """
      select request_id, seq, type, at, recorded_at, actor_id, asker, payload
      from request_event
      where request_id = any (?)
      order by request_id, seq
      """;

  private static final String UNSEEN =
      """
      select request_id, seq, type, at, recorded_at, actor_id, asker, payload, position
      from request_event
      where transaction >= pg_snapshot_xmin(?::pg_snapshot)
        and not pg_visible_in_snapshot(transaction, ?::pg_snapshot)
        and pg_visible_in_snapshot(transaction, ?::pg_snapshot)
        and position > ?
      order by position
      limit ?
      """;

  private final AgroalDataSource database;
  private final ObjectMapper json;

  History(AgroalDataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /**
   * An event to be appended.
   *
   * @param dueBefore the instant at which the next promise of the request was due before the
   *     transaction that made the event (for a new request: as filed); null if none was due
   */
  public record Entry(RecordedEvent event, @Nullable Instant dueBefore) {
    /** Entries for the events that one transaction made for one request. */
    public static List<Entry> of(List<RecordedEvent> events, Optional<Instant> dueBefore) {
      return events.stream().map(event -> new Entry(event, dueBefore.orElse(null))).toList();
    }
  }

  /**
   * Adds the inserts of the events to a batch, which the caller executes in its own transaction.
   */
  public void append(SqlBatch batch, List<Entry> entries) {
    if (entries.size() >= MANY) {
      appendMany(batch, entries);
      return;
    }
    for (var entry : entries) {
      var recorded = entry.event();
      batch.add(
          INSERT,
          recorded.request().value(),
          recorded.seq(),
          EventTypes.nameOf(recorded.event().getClass()),
          recorded.at(),
          recorded.recordedAt(),
          orNull("uuid", recorded.actor() == null ? null : recorded.actor().value()),
          orNull("int4", recorded.asker()),
          write(recorded.event()),
          orNull("text", salt(recorded.event())),
          orNull("timestamptz", entry.dueBefore()));
    }
  }

  /**
   * Adds one statement that inserts all entries in their order. The statement is the same for any
   * number, so PostgreSQL plans it once.
   */
  private void appendMany(SqlBatch batch, List<Entry> entries) {
    var events = entries.stream().map(Entry::event).toList();
    batch.add(
        INSERT_MANY,
        column("uuid", events, event -> event.request().value()),
        column("int4", events, RecordedEvent::seq),
        column("text", events, event -> EventTypes.nameOf(event.event().getClass())),
        column("timestamptz", events, event -> utc(event.at())),
        column("timestamptz", events, event -> utc(event.recordedAt())),
        column("uuid", events, event -> event.actor() == null ? null : event.actor().value()),
        column("int4", events, RecordedEvent::asker),
        column("text", events, event -> write(event.event())),
        column("text", events, event -> salt(event.event())),
        column("timestamptz", entries, entry -> utc(entry.dueBefore())));
  }

  /** A new salt, as the text of a {@code bytea}. Null for an event without words. */
  private static @Nullable String salt(RequestEvent event) {
    if (EventWords.of(event).isEmpty()) {
      return null;
    }
    var salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    return "\\x" + HexFormat.of().formatHex(salt);
  }

  private static <T> SqlArray column(
      String type, List<T> rows, Function<T, ? extends @Nullable Object> value) {
    var values = new ArrayList<@Nullable Object>();
    rows.forEach(row -> values.add(value.apply(row)));
    return new SqlArray(type, values);
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /**
   * Erases words of an event, in the present transaction. Nothing else of an event can change.
   *
   * @param path a path of {@link EventWords}
   * @param replacement what readers see in the place of the words
   * @param reason the code of the reason
   * @return whether there was something to erase: false if these words are erased already
   */
  public boolean eraseWords(
      RequestId request, int seq, String path, String replacement, String reason) {
    return new SqlQuery()
        .add(ERASE, request.value(), seq, path, replacement, reason)
        .rows(database, row -> row.getBoolean(1))
        .getFirst();
  }

  /** Returns the events of a request up to and including {@code seq}, in order. */
  public List<RecordedEvent> upTo(RequestId request, int seq) {
    return read(request, 0, seq, Integer.MAX_VALUE);
  }

  /** Returns at most {@code limit} events of a request after {@code seq}, in order. */
  public List<RecordedEvent> after(RequestId request, int seq, int limit) {
    return read(request, seq, Integer.MAX_VALUE, limit);
  }

  /**
   * An event with its place in the order of insertion. Of one request, a later event has a higher
   * position.
   */
  public record Positioned(RecordedEvent event, long position) {}

  /**
   * Returns the events that one snapshot shows and an earlier one did not, by position. An event of
   * a transaction that is still open is left out, and keeps no other event back.
   *
   * @param seen a {@code pg_snapshot}: what it shows is left out
   * @param target a {@code pg_snapshot}: what it does not show is left out
   * @param after the position after which to begin
   */
  public List<Positioned> unseen(String seen, String target, long after, int limit) {
    return new SqlQuery()
        .add(UNSEEN, seen, seen, target, after, limit)
        .rows(
            database,
            row ->
                new Positioned(
                    event(new RequestId(row.getObject("request_id", UUID.class)), row),
                    row.getLong("position")));
  }

  /** Returns the complete histories of several requests, each in order, with one statement. */
  public Map<RequestId, List<RecordedEvent>> ofAll(List<RequestId> requests) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(READ_ALL)) {
      statement.setArray(
          1, connection.createArrayOf("uuid", requests.stream().map(RequestId::value).toArray()));
      try (var rows = statement.executeQuery()) {
        var histories = new LinkedHashMap<RequestId, List<RecordedEvent>>();
        while (rows.next()) {
          var request = new RequestId(rows.getObject("request_id", UUID.class));
          histories.computeIfAbsent(request, id -> new ArrayList<>()).add(event(request, rows));
        }
        return histories;
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("Reading histories failed", failure);
    }
  }

  private List<RecordedEvent> read(RequestId request, int after, int upTo, int limit) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(READ)) {
      statement.setObject(1, request.value());
      statement.setInt(2, after);
      statement.setInt(3, upTo);
      statement.setInt(4, limit);
      try (var rows = statement.executeQuery()) {
        var events = new ArrayList<RecordedEvent>();
        while (rows.next()) {
          events.add(event(request, rows));
        }
        return events;
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("Reading the history failed", failure);
    }
  }

  private RecordedEvent event(RequestId request, ResultSet row) throws SQLException {
    var actor = row.getObject("actor_id", UUID.class);
    return new RecordedEvent(
        request,
        row.getInt("seq"),
        instant(row, "at"),
        instant(row, "recorded_at"),
        actor == null ? null : new PersonId(actor),
        row.getObject("asker", Integer.class),
        parse(row.getString("type"), row.getString("payload")));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private String write(RequestEvent event) {
    try {
      return json.writeValueAsString(event);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private RequestEvent parse(String type, @Nullable String payload) {
    try {
      return json.readValue(
          payload,
          EventTypes.named(type)
              .orElseThrow(() -> new IllegalStateException("Unknown event type " + type)));
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("Event of type " + type + " cannot be read", unreadable);
    }
  }
}
