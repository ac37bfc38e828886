package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.platform.sql.EntityRows;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlBatch;
import care.andon.request.clock.RequestClock;
import care.andon.request.escalation.RequestEscalation;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Transient;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.Formula;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every column of a row holds the field of its name, whoever writes and reads the row. */
@QuarkusTest
class FullRowTest {
  private static final Instant FIRST = Instant.parse("2026-03-05T08:00:00Z");

  @Inject EntityManager entities;
  @Inject SessionFactory sessions;

  private final UUID id = UUID.randomUUID();
  private int next;

  @BeforeEach
  void begin_without_foreign_keys() {
    QuarkusTransaction.begin();
    entities
        .createNativeQuery("select set_config('session_replication_role', 'replica', true)")
        .getSingleResult();
  }

  @AfterEach
  void leave_nothing() {
    QuarkusTransaction.rollback();
  }

  @Test
  void a_request_is_stored_and_read_column_by_column() throws ReflectiveOperationException {
    stores_and_reads(
        SupportRequest.class, "support_request", "id", List.of("due_order", "valid_from"));
  }

  @Test
  void a_clock_is_stored_and_read_column_by_column() throws ReflectiveOperationException {
    stores_and_reads(
        RequestClock.class,
        "request_clock",
        "request_id",
        List.of("request_id", "kind", "cycle", "valid_from"));
  }

  @Test
  void an_escalation_is_stored_and_read_column_by_column() throws ReflectiveOperationException {
    stores_and_reads(
        RequestEscalation.class,
        "request_escalation",
        "request_id",
        List.of("request_id", "number"));
  }

  private <T> void stores_and_reads(
      Class<T> type, String table, String key, List<String> withoutField)
      throws ReflectiveOperationException {
    var entity = filled(type);
    var expected = StoredRow.of(entity);
    assertThat(expected.values()).doesNotHaveDuplicates().doesNotContain("null");
    var rows = new EntityRows<>(sessions, type);
    var batch = new SqlBatch();
    rows.insert(batch, List.of(entity));

    var session = entities.unwrap(Session.class);
    session.doWork(batch::execute);
    stored_as(entity, type, table, key, withoutField);

    var changed = filled(type);
    var update = new SqlBatch();
    rows.update(update, changed);
    session.doWork(update::execute);
    stored_as(changed, type, table, key, withoutField);
    assertThat(StoredRow.of(changed)).isNotEqualTo(expected);
  }

  private <T> void stored_as(
      T entity, Class<T> type, String table, String key, List<String> withoutField)
      throws ReflectiveOperationException {
    var rows = new EntityRows<>(sessions, type);
    var session = entities.unwrap(Session.class);
    entities.clear();
    var expected = StoredRow.of(entity);
    var stored = session.doReturningWork(database -> row(database, table, key));

    withoutField.forEach(stored::remove);
    assertThat(stored).isEqualTo(expected);
    var read = session.doReturningWork(database -> read(rows, database, table, key));
    assertThat(StoredRow.of(read)).isEqualTo(expected);
    // So an act writes no row that it did not change.
    assertThat(rows.values(read)).isEqualTo(rows.values(entity));
    var managed =
        entities
            .createQuery("from " + type.getSimpleName(), type)
            .getResultStream()
            .filter(it -> session.getIdentifier(it).toString().contains(id.toString()))
            .toList();
    assertThat(StoredRow.of(managed.getFirst())).isEqualTo(expected);
  }

  private TreeMap<String, String> row(Connection database, String table, String key)
      throws SQLException {
    try (var statement =
        database.prepareStatement("select * from %s where %s = ?".formatted(table, key))) {
      statement.setObject(1, id);
      try (var found = statement.executeQuery()) {
        assertThat(found.next()).isTrue();
        return StoredRow.read(found);
      }
    }
  }

  private <T> T read(EntityRows<T> rows, Connection database, String table, String key)
      throws SQLException {
    try (var statement =
        database.prepareStatement(
            "select %s from %s where %s = ?".formatted(rows.columns(table), table, key))) {
      statement.setObject(1, id);
      try (var found = statement.executeQuery()) {
        found.next();
        return rows.read(new ResultRow(found));
      }
    }
  }

  /** An object whose fields all have values, no two the same. */
  private <T> T filled(Class<T> type) throws ReflectiveOperationException {
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    var object = constructor.newInstance();
    for (var field : type.getDeclaredFields()) {
      if (isColumn(field)) {
        field.setAccessible(true);
        field.set(object, value(field));
      }
    }
    return object;
  }

  private static boolean isColumn(Field field) {
    return !Modifier.isStatic(field.getModifiers())
        && !field.getName().startsWith("$")
        && !field.isAnnotationPresent(Transient.class)
        && !field.isAnnotationPresent(Formula.class)
        && field.getType() != List.class;
  }

  private Object value(Field field) throws ReflectiveOperationException {
    var type = field.getType();
    next++;
    if (field.getName().equals("id")) {
      return id;
    } else if (type.isRecord()) {
      return key(type);
    } else if (type.isAnnotationPresent(Embeddable.class)) {
      return filled(type);
    } else if (type.isEnum()) {
      return constant(type, field.getName());
    } else if (type.isArray()) {
      var array = (Object[]) java.lang.reflect.Array.newInstance(type.getComponentType(), 1);
      array[0] = scalar(type.getComponentType(), field.getName());
      return array;
    }
    return scalar(type, field.getName());
  }

  private Object scalar(Class<?> type, String name) {
    return switch (type.getSimpleName()) {
      case "String" -> "text of " + name;
      case "UUID" -> UUID.randomUUID();
      case "Instant" -> FIRST.plusSeconds(next);
      case "int", "Integer" -> name.equals("tier") ? 4 : 100 + next;
      case "long", "Long" -> 1_000_000_000_000L + next;
      case "boolean" -> name.equals("unattended") || name.equals("declined");
      default -> throw new IllegalArgumentException("What is a " + type);
    };
  }

  private Object key(Class<?> type) throws ReflectiveOperationException {
    var constructor = type.getDeclaredConstructors()[0];
    for (var each : type.getDeclaredConstructors()) {
      if (Arrays.stream(each.getParameterTypes()).noneMatch(Class::isEnum)) {
        constructor = each;
      }
    }
    constructor.setAccessible(true);
    return constructor.getParameterCount() == 2
        ? constructor.newInstance(id, 7)
        : constructor.newInstance(id, "update", 7);
  }

  private static Object constant(Class<?> type, String field) {
    var name =
        switch (field) {
          case "impact" -> "SLOWS_CARE";
          case "assessedImpact" -> "IMPROVEMENT";
          case "state" -> type.getSimpleName().equals("ClockState") ? "PAUSED" : "TAKEN";
          case "cause" -> "NOBODY_ANSWERED";
          case "handedBack" -> "ANSWER";
          default -> ((Enum<?>) type.getEnumConstants()[2]).name();
        };
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> ((Enum<?>) it).name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
