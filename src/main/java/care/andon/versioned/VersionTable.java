package care.andon.versioned;

import static care.andon.platform.sql.SqlParameters.orNull;

import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlQuery;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The table of the versions of one kind. Versions are added and ended; their content never changes.
 * The table is {@code <kind>_version}, with the code in a column {@code <kind>}.
 *
 * @param <T> the content of a version
 */
public final class VersionTable<T> {
  /** A definition never changes, so known ones are not read again. */
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

  private final DataSource database;
  private final ObjectMapper json;
  private final String kind;
  private final Form<T, ?> form;

  /**
   * The table of a kind.
   *
   * @param kind part of the names of table and column; never input from outside
   */
  public VersionTable(DataSource database, ObjectMapper json, String kind, Form<T, ?> form) {
    this.database = database;
    this.json = json;
    this.kind = kind;
    this.form = form;
  }

  /** How the content is stored as JSON. */
  public record Form<T, D>(Class<D> document, Writing<T, D> writing, Reading<T, D> reading) {
    private T read(ObjectMapper json, VersionRef ref, String definition)
        throws JsonProcessingException {
      return reading.read(ref, Objects.requireNonNull(json.readValue(definition, document)));
    }
  }

  /** Turns content into the document that is stored. */
  public interface Writing<T, D> {
    D write(T content);
  }

  /** Turns a stored document into content. */
  public interface Reading<T, D> {
    T read(VersionRef ref, D document);
  }

  String kind() {
    return kind;
  }

  /**
   * All versions.
   *
   * @param known the versions up to {@code knownRevision}; their content is taken from here
   */
  public Versions<T> read(Versions<T> known, long knownRevision) {
    return new Versions<>(
        new SqlQuery()
            .add(VERSIONS.formatted(kind), knownRevision)
            .rows(database, row -> version(new ResultRow(row), known)));
  }

  private Version<T> version(ResultRow row, Versions<T> known) throws SQLException {
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
        definition == null ? known.content(ref) : read(ref, definition));
  }

  private T read(VersionRef ref, String definition) {
    try {
      return form.read(json, ref, definition);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("A definition cannot be read", unreadable);
    }
  }

  /** Whether a code was ever used, even before there were revisions. */
  boolean isUsed(String code) {
    return new SqlQuery()
        .add("select exists (select from %1$s_version where %1$s = ?)".formatted(kind), code)
        .rows(database, row -> row.getBoolean(1))
        .getFirst();
  }

  void insert(SqlBatch batch, Version<T> version) {
    batch.add(
        INSERT.formatted(kind),
        version.code(),
        version.number(),
        version.name(),
        version.since(),
        version.publishedAt(),
        orNull("text", version.publishedBy()),
        write(form, version.content()));
  }

  private <D> String write(Form<T, D> as, T content) {
    try {
      return json.writeValueAsString(as.writing().write(content));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Marks the version as no longer in force from {@code revision} on. */
  void end(SqlBatch batch, Version<T> version, long revision, Instant at, String by) {
    batch.add(END.formatted(kind), revision, at, by, version.code(), version.number());
  }
}
