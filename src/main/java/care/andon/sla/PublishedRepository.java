package care.andon.sla;

import static care.andon.platform.Parameters.orNull;

import care.andon.platform.Batch;
import care.andon.platform.Query;
import care.andon.platform.Row;
import care.andon.sla.engine.WorkCalendar;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;

/** Where policies and calendars are kept, in versions that are added and ended, never changed. */
@ApplicationScoped
class PublishedRepository {
  private static final String REVISION = "select revision from policy_revision";

  /** A definition never changes: what is known already is not read again. */
  private static final String VERSIONS =
      """
      select %1$s, version, name, since_revision, until_revision, created_at, published_by,
        ended_at, ended_by, case when since_revision > ? then definition end
      from %1$s_version
      where since_revision >= 1
      """;

  private static final String INSERT =
      """
      insert into %1$s_version
        (%1$s, version, name, since_revision, created_at, published_by, definition)
      values (?, ?, ?, ?, ?, ?, ?::jsonb)
      """;

  private static final String END =
      """
      update %1$s_version
      set until_revision = ?, ended_at = ?, ended_by = ?
      where %1$s = ? and version = ?
      """;

  private static final String ADVANCE = "update policy_revision set revision = ?";

  private final DataSource database;
  private final ObjectMapper json;

  PublishedRepository(DataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** How often something was published or retired. */
  long revision() {
    return revision(REVISION);
  }

  /** The same, and nobody else publishes until the transaction ends. */
  long lock() {
    return revision(REVISION + " for update");
  }

  private long revision(String sql) {
    return new Query().add(sql).rows(database, row -> row.getLong(1)).getFirst();
  }

  /** Whether a code has ever been used, also before there were revisions. */
  boolean isUsed(Kind kind, String code) {
    return new Query()
        .add("select exists (select from %1$s_version where %1$s = ?)".formatted(kind.table), code)
        .rows(database, row -> row.getBoolean(1))
        .getFirst();
  }

  /** Everything published by now. What {@code known} holds already is taken from there. */
  Published read(Published known) {
    // First the number: what is published meanwhile is newer than it, and not in force at it.
    var revision = revision();
    return new Published(
        revision,
        versions(
            Kind.POLICY,
            known.revision(),
            known.policies(),
            (ref, definition) -> read(definition, PolicyDocument.class).read(ref)),
        versions(
            Kind.CALENDAR,
            known.revision(),
            known.calendars(),
            (ref, definition) -> read(definition, CalendarDocument.class).read()));
  }

  private interface Reading<T> {
    T read(VersionRef ref, String definition);
  }

  private <T> Versions<T> versions(
      Kind kind, long knownRevision, Versions<T> known, Reading<T> reading) {
    return new Versions<>(
        new Query()
            .add(VERSIONS.formatted(kind.table), knownRevision)
            .rows(database, row -> version(new Row(row), known, reading)));
  }

  private static <T> Version<T> version(Row row, Versions<T> known, Reading<T> reading)
      throws SQLException {
    var ref = new VersionRef(row.text(), row.number());
    var name = row.text();
    var since = row.bigNumber();
    var until = row.bigNumberOrNull();
    var publishedAt = row.instant();
    var publishedBy = row.textOrNull();
    var endedAt = row.instantOrNull();
    var endedBy = row.textOrNull();
    var definition = row.textOrNull();
    return new Version<>(
        ref.code(),
        ref.version(),
        name,
        since,
        until,
        publishedAt,
        publishedBy,
        endedAt,
        endedBy,
        definition == null ? known.content(ref) : reading.read(ref, definition));
  }

  /** The two things that come in versions. */
  enum Kind {
    POLICY("policy"),
    CALENDAR("calendar");

    private final String table;

    Kind(String table) {
      this.table = table;
    }
  }

  void insertPolicy(Batch batch, Version<SlaPolicy> version) {
    insert(batch, Kind.POLICY, version, PolicyDocument.of(version.content()));
  }

  void insertCalendar(Batch batch, Version<WorkCalendar> version) {
    insert(batch, Kind.CALENDAR, version, CalendarDocument.of(version.content()));
  }

  private void insert(Batch batch, Kind kind, Version<?> version, Object definition) {
    batch.add(
        INSERT.formatted(kind.table),
        version.code(),
        version.number(),
        version.name(),
        version.since(),
        version.publishedAt(),
        orNull("text", version.publishedBy()),
        write(definition));
  }

  /** The version is in force no longer from {@code revision} on. */
  void end(Batch batch, Kind kind, Version<?> version, long revision, Instant at, String by) {
    batch.add(END.formatted(kind.table), revision, at, by, version.code(), version.number());
  }

  /** Sends what was added, in the present transaction, as the revision that follows. */
  void send(Batch batch, long revision) {
    batch.add(ADVANCE, revision);
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("Publishing failed", failure);
    }
  }

  private <T> T read(String definition, Class<T> type) {
    try {
      return Objects.requireNonNull(json.readValue(definition, type));
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("A definition cannot be read", unreadable);
    }
  }

  private String write(Object definition) {
    try {
      return json.writeValueAsString(definition);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
