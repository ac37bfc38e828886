package care.andon.platform.idempotency;

import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.text.Usernames;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores what a caller's key was used for, for as long as the thing it made exists. The key is
 * written in the transaction that does the work: a rolled-back attempt leaves no trace, and of two
 * attempts at once the second waits for the first.
 */
@ApplicationScoped
public class IdempotencyKeys {
  private static final String INSERT =
      """
      insert into idempotency_key (caller, tag_key, key, digest, status, request_id, version)
      values (?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String INSERT_DOCUMENT =
      """
      insert into idempotency_key
        (caller, tag_key, key, digest, status, document_kind, document_code, version,
         document_revision)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String INSERT_ANSWER =
      """
      insert into idempotency_key (caller, tag_key, key, digest, status, version, answer)
      values (?, ?, ?, ?, ?, 1, ?::jsonb)
      """;
  private static final String FIND =
      """
      select tag_key, digest, status, request_id, version, document_kind, document_code,
        document_revision, answer
      from idempotency_key
      where caller = any(?) and key = ?
      """;

  /**
   * While the service has several keys: a caller who is stored by another one violates not null.
   */
  private static final String CALLER_IF_NEW =
      """
      values (
        (select ? where not exists (
          select from idempotency_key where caller = any(?) and key = ?)),\
      """;

  private final AgroalDataSource database;
  private final AttemptTags tags;
  private final ObjectMapper json;
  private final ObjectMapper canonical;

  IdempotencyKeys(AgroalDataSource database, AttemptTags tags, ObjectMapper json) {
    this.database = database;
    this.tags = tags;
    this.json = json;
    this.canonical = json.copy();
    this.canonical.setConfig(
        canonical
            .getSerializationConfig()
            .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .with(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY));
  }

  /**
   * One attempt: whose key, and what it asks for. {@link AttemptTags} says what is stored of it.
   *
   * @param digest SHA-256 of the operation and the body as canonical JSON
   * @param earlier the digest that releases before 0.2 stored, if it was another one; else the same
   */
  @SuppressWarnings("ArrayRecordComponent") // digests are compared, attempts never
  public record Attempt(String caller, IdempotencyKey key, byte[] digest, byte[] earlier) {}

  /** What a key was used for. */
  public sealed interface Used permits RequestVersion, Document, Answer {}

  /**
   * An act on a request.
   *
   * @param status of the answer
   * @param version of the request, right after the act
   */
  public record RequestVersion(int status, UUID request, int version) implements Used {}

  /**
   * A version of something published, or a document that stays.
   *
   * @param version of the document
   * @param revision of everything published, right after
   */
  public record Document(String kind, String code, int version, long revision) implements Used {}

  /**
   * An answer that is stored nowhere else.
   *
   * @param json the body of the answer
   */
  record Answer(String json) implements Used {}

  /** The attempt that a key stands for; null without a key. */
  public @Nullable Attempt attempt(
      Caller caller, @Nullable IdempotencyKey key, String operation, @Nullable Object body) {
    return attempt(caller, key, operation, operation, body);
  }

  /**
   * The same for an operation on a thing with several addresses.
   *
   * @param operation names the thing by its id, so that a retry may use another address
   * @param asAddressed names the thing as the caller did: earlier releases stored that
   */
  public @Nullable Attempt attempt(
      Caller caller,
      @Nullable IdempotencyKey key,
      String operation,
      String asAddressed,
      @Nullable Object body) {
    if (key == null) {
      return null;
    }
    var digest = digest(operation, body);
    var earlier = asAddressed.equals(operation) ? digest : digest(asAddressed, body);
    return new Attempt(Usernames.key(caller.username()), key, digest, earlier);
  }

  /** Puts the key into the batch of the transaction that does the work. */
  public void remember(
      SqlBatch batch, @Nullable Attempt attempt, int status, UUID subject, int version) {
    if (attempt != null) {
      add(batch, INSERT, attempt, status, subject, version);
    }
  }

  /** The same for a key that published or retired something, or made a document that stays. */
  public void remember(SqlBatch batch, @Nullable Attempt attempt, int status, Document document) {
    if (attempt != null) {
      add(
          batch,
          INSERT_DOCUMENT,
          attempt,
          status,
          document.kind(),
          document.code(),
          document.version(),
          document.revision());
    }
  }

  /** The same for an act whose answer is stored nowhere else. */
  void remember(SqlBatch batch, Attempt attempt, int status, Object answer) {
    add(batch, INSERT_ANSWER, attempt, status, write(answer));
  }

  private void add(SqlBatch batch, String insert, Attempt attempt, Object... rest) {
    var key = attempt.key().value();
    var stored = tags.of(attempt.caller(), key, attempt.digest());
    var others = tags.otherCallers(attempt);
    var values = new ArrayList<Object>();
    values.add(stored.caller());
    if (!others.isEmpty()) {
      values.add(new SqlArray("text", others));
      values.add(key);
    }
    values.addAll(List.of(stored.tagKey(), key, stored.digest()));
    values.addAll(List.of(rest));
    batch.add(
        others.isEmpty() ? insert : insert.replace("values (?,", CALLER_IF_NEW), values.toArray());
  }

  /**
   * Finds what the attempt's key was used for before; empty for a new key.
   *
   * @throws Problem when it was used for something else
   */
  Optional<Used> find(Attempt attempt) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(FIND)) {
      statement.setArray(1, connection.createArrayOf("text", tags.callers(attempt).toArray()));
      statement.setString(2, attempt.key().value());
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        if (!isSame(attempt, rows.getInt("tag_key"), rows.getBytes("digest"))) {
          throw Problem.of(
              ProblemType.IDEMPOTENCY_KEY_REUSED, ProblemType.IDEMPOTENCY_KEY_REUSED.advice());
        }
        return Optional.of(used(rows));
      }
    } catch (SQLException failure) {
      throw new IllegalStateException("Looking up an idempotency key failed", failure);
    }
  }

  private boolean isSame(Attempt attempt, int tagKey, byte[] stored) {
    return tags.isOf(attempt, attempt.digest(), tagKey, stored)
        || tags.isOf(attempt, attempt.earlier(), tagKey, stored);
  }

  private static Used used(ResultSet row) throws SQLException {
    var request = row.getObject("request_id", UUID.class);
    if (request != null) {
      return new RequestVersion(row.getInt("status"), request, row.getInt("version"));
    }
    var kind = row.getString("document_kind");
    return kind == null
        ? new Answer(row.getString("answer"))
        : new Document(
            kind,
            row.getString("document_code"),
            row.getInt("version"),
            row.getLong("document_revision"));
  }

  private String write(Object answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Reads an answer back. */
  <T> T read(Answer answer, Class<T> type) {
    try {
      return Objects.requireNonNull(json.readValue(answer.json(), type));
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
