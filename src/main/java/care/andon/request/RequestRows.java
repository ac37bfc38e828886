package care.andon.request;

import care.andon.kernel.Reference;
import care.andon.kernel.RequestId;
import care.andon.platform.sql.EntityRows;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlBatch;
import care.andon.request.asker.AskerRows;
import care.andon.request.clock.RequestClock;
import care.andon.request.escalation.RequestEscalation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;

/**
 * Reads and writes the rows of one request outside the persistence context. Filing and acting are
 * the measured paths: here an act locks and reads its request in one round trip, and writes all its
 * rows in another. Hibernate needs a round trip for each kind of row.
 */
@ApplicationScoped
class RequestRows {
  private final DataSource database;
  private final AskerRows askers;
  private final EntityRows<SupportRequest> requests;
  private final EntityRows<RequestClock> clocks;
  private final EntityRows<RequestEscalation> escalations;
  private final String lockById;
  private final String lockByReference;
  private final String readEscalations;

  RequestRows(DataSource database, AskerRows askers, SessionFactory sessions) {
    this.database = database;
    this.askers = askers;
    this.requests = new EntityRows<>(sessions, SupportRequest.class);
    this.clocks = new EntityRows<>(sessions, RequestClock.class);
    this.escalations = new EntityRows<>(sessions, RequestEscalation.class);
    this.lockById = lock("id = ?", "?");
    this.lockByReference =
        lock("reference = ?", "(select id from support_request where reference = ?)");
    this.readEscalations =
        "select %s from request_escalation where request_id = ?"
            .formatted(escalations.columns("request_escalation"));
  }

  /**
   * Two statements, because a statement that waited for a lock sees the locked row as it is then,
   * but other rows as they were before it waited.
   */
  private String lock(String condition, String id) {
    return """
    select %s from support_request where %s for no key update;
    select %s from request_clock where request_id = %s
    """
        .formatted(
            requests.columns("support_request"), condition, clocks.columns("request_clock"), id);
  }

  /** A request that is locked until the transaction ends, and its rows as they were read. */
  record Locked(SupportRequest request, Map<Object, List<Object>> stored) {
    private <T> boolean isNew(T entity) {
      return !stored.containsKey(entity);
    }

    private <T> boolean isChanged(T entity, EntityRows<T> rows) {
      return !isNew(entity) && !rows.values(entity).equals(stored.get(entity));
    }
  }

  /** Locks and reads a request in the present transaction. */
  Optional<Locked> lock(RequestId id) {
    return lockByKey(lockById, id.value());
  }

  /** Locks and reads a request in the present transaction. */
  Optional<Locked> lock(Reference reference) {
    return lockByKey(lockByReference, reference.number());
  }

  private Optional<Locked> lockByKey(String sql, Object key) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, key);
      statement.setObject(2, key);
      statement.execute();
      var found = read(statement, requests).stream().findFirst();
      statement.getMoreResults();
      var read = read(statement, clocks);
      if (found.isPresent()) {
        found.get().clocks().rows().addAll(read);
      }
      return found.map(this::withEscalations);
    } catch (SQLException failure) {
      throw new IllegalStateException("Locking a request failed", failure);
    }
  }

  private Locked withEscalations(SupportRequest request) {
    if (request.escalations() > 0) {
      request.ladder().rows().addAll(readEscalations(request));
    }
    request.remember();
    var stored = new IdentityHashMap<Object, List<Object>>();
    stored.put(request, requests.values(request));
    request.clocks().rows().forEach(it -> stored.put(it, clocks.values(it)));
    request.ladder().rows().forEach(it -> stored.put(it, escalations.values(it)));
    return new Locked(request, stored);
  }

  private List<RequestEscalation> readEscalations(SupportRequest request) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(readEscalations)) {
      statement.setObject(1, request.id().value());
      statement.execute();
      return read(statement, escalations);
    } catch (SQLException failure) {
      throw new IllegalStateException("Reading the escalations of a request failed", failure);
    }
  }

  private static <T> List<T> read(PreparedStatement statement, EntityRows<T> rows)
      throws SQLException {
    var read = new ArrayList<T>();
    try (var found = statement.getResultSet()) {
      while (found.next()) {
        read.add(rows.read(new ResultRow(found)));
      }
    }
    return read;
  }

  /** Adds a new request, with its askers, clocks and escalations. */
  void insert(SqlBatch batch, SupportRequest request) {
    requests.insert(batch, List.of(request));
    askers.insert(batch, request.id(), request.askers(), request.filed().askedAt());
    escalations.insert(batch, request.ladder().inOrder());
    clocks.insert(batch, request.clocks().inOrder());
  }

  /** Adds what changed and what began since the request was locked. */
  void update(SqlBatch batch, Locked locked) {
    var request = locked.request();
    clocks.insert(batch, request.clocks().rows().stream().filter(locked::isNew).toList());
    escalations.insert(batch, request.ladder().rows().stream().filter(locked::isNew).toList());
    update(batch, locked, List.of(request), requests);
    update(batch, locked, request.clocks().rows(), clocks);
    update(batch, locked, request.ladder().rows(), escalations);
  }

  private static <T> void update(
      SqlBatch batch, Locked locked, List<T> entities, EntityRows<T> rows) {
    entities.stream()
        .filter(it -> locked.isChanged(it, rows))
        .forEach(it -> rows.update(batch, it));
  }

  /** Sends a batch as a transaction of its own; see {@link SqlBatch#commit}. */
  void commit(SqlBatch batch) {
    batch.commit(database);
  }

  /** Sends a batch in the present transaction. */
  void send(SqlBatch batch) {
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("A request was not saved", failure);
    }
  }
}
