package care.andon.platform.idempotency;

import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.SqlBatch;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/**
 * Remembers what a caller's key was used for, for as long as the thing it made exists. The key is
 * written in the transaction that does the work, so a rolled-back attempt leaves no trace, and of
 * two attempts at once the second waits for the first.
 */
@ApplicationScoped
public class IdempotencyKeys {
  private static final String ONCE = "idempotency_key_is_used_once_per_caller";
  private static final String INSERT =
      """
      insert into idempotency_key (caller, key, digest, status, request_id, version)
      values (?, ?, ?, ?, ?, ?)
      """;
  private static final String INSERT_DOCUMENT =
      """
      insert into idempotency_key
        (caller, key, digest, status, document_kind, document_code, version, document_revision)
      values (?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String INSERT_ANSWER =
      """
      insert into idempotency_key (caller, key, digest, status, version, answer)
      values (?, ?, ?, ?, 1, ?::jsonb)
      """;
  private static final String FIND =
      """
      select digest, status, request_id, version, document_kind, document_code, document_revision,
        answer
      from idempotency_key
      where caller = ? and key = ?
      """;

  private final AgroalDataSource database;
  private final ObjectMapper json;
  private final ObjectMapper canonical;

  IdempotencyKeys(AgroalDataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
    this.canonical = json.copy();
    this.canonical.setConfig(
        canonical
            .getSerializationConfig()
            .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .with(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY));
  }

  /**
   * One attempt: whose key, and what it asks for.
   *
   * @param digest SHA-256 of the operation and the body as canonical JSON
   */
  @SuppressWarnings("ArrayRecordComponent") // digests are compared, attempts never
  public record Attempt(String caller, IdempotencyKey key, byte[] digest) {}

  /**
   * What a key was used for.
   *
   * @param subject id of the thing that was made or changed
   * @param version the thing's version right after
   */
  @SuppressWarnings("ArrayRecordComponent") // digests are compared, uses never
  public record Used(byte[] digest, int status, UUID subject, int version) {}

  /**
   * A version of something published that a key was used for.
   *
   * @param version of the document
   * @param revision of everything published, right after
   */
  public record Document(String kind, String code, int version, long revision) {}

  /** The attempt that a key stands for; null without a key. */
  public @Nullable Attempt attempt(
      Caller caller, @Nullable IdempotencyKey key, String operation, @Nullable Object body) {
    return key == null ? null : new Attempt(caller.username(), key, digest(operation, body));
  }

  /** Puts the key into the batch of the transaction that does the work. */
  public void remember(
      SqlBatch batch, @Nullable Attempt attempt, int status, UUID subject, int version) {
    if (attempt != null) {
      batch.add(
          INSERT,
          attempt.caller(),
          attempt.key().value(),
          attempt.digest(),
          status,
          subject,
          version);
    }
  }

  /** The same for a key that published or retired something, or made a document that stays. */
  public void remember(SqlBatch batch, @Nullable Attempt attempt, int status, Document document) {
    if (attempt != null) {
      batch.add(
          INSERT_DOCUMENT,
          attempt.caller(),
          attempt.key().value(),
          attempt.digest(),
          status,
          document.kind(),
          document.code(),
          document.version(),
          document.revision());
    }
  }

  /**
   * What the attempt's key was used for before; empty for a new key.
   *
   * @throws Problem when it was used for something else
   */
  public Optional<Used> find(Attempt attempt) {
    return find(
        attempt,
        row ->
            new Used(
                row.getBytes("digest"),
                row.getInt("status"),
                row.getObject("request_id", UUID.class),
                row.getInt("version")));
  }

  /** The same for an attempt to publish or retire something, or to make a document that stays. */
  public Optional<Document> findDocument(Attempt attempt) {
    return find(
        attempt,
        row ->
            new Document(
                row.getString("document_kind"),
                row.getString("document_code"),
                row.getInt("version"),
                row.getLong("document_revision")));
  }

  /** The same for an act whose answer is kept nowhere else; see {@link IdempotentExecution}. */
  void remember(SqlBatch batch, Attempt attempt, int status, Object answer) {
    batch.add(
        INSERT_ANSWER,
        attempt.caller(),
        attempt.key().value(),
        attempt.digest(),
        status,
        write(answer));
  }

  /** What {@link IdempotentExecution} answered this attempt. */
  <T> Optional<T> findAnswer(Attempt attempt, Class<T> type) {
    return find(attempt, row -> read(row.getString("answer"), type));
  }

  private interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> Optional<T> find(Attempt attempt, Reading<T> reading) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(FIND)) {
      statement.setString(1, attempt.caller());
      statement.setString(2, attempt.key().value());
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        if (!Arrays.equals(rows.getBytes("digest"), attempt.digest())) {
          throw Problem.of(
              ProblemType.IDEMPOTENCY_KEY_REUSED, ProblemType.IDEMPOTENCY_KEY_REUSED.advice());
        }
        return Optional.of(reading.read(rows));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("Looking up an idempotency key failed", failure);
    }
  }

  /** Whether the failure says that the key was used by somebody faster. */
  public static boolean isUsedAlready(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof PSQLException sql
          && sql.getServerErrorMessage() != null
          && ONCE.equals(sql.getServerErrorMessage().getConstraint())) {
        return true;
      }
    }
    return false;
  }

  private String write(Object answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private <T> T read(String answer, Class<T> type) {
    try {
      return Objects.requireNonNull(json.readValue(answer, type));
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("An answer cannot be read", unreadable);
    }
  }

  private byte[] digest(String operation, @Nullable Object body) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(operation.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return digest.digest(canonical.writeValueAsBytes(body));
    } catch (NoSuchAlgorithmException | JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
