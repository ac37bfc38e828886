package care.andon.platform.idempotency;

import care.andon.platform.idempotency.IdempotencyKeys.Attempt;
import care.andon.platform.sql.SqlBatch;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Does something once for a caller's key, and answers every retry as the first time. For acts whose
 * answer is kept nowhere else as it was given; it is kept with the key, for ever. What is refused
 * is not kept: mended, it may be sent again under the same key.
 */
@ApplicationScoped
public class IdempotentExecution {
  /** As long as the longest act may take, an import. */
  private static final int LONGEST_SECONDS = 120;

  private final IdempotencyKeys keys;
  private final DataSource database;

  IdempotentExecution(IdempotencyKeys keys, DataSource database) {
    this.keys = keys;
    this.database = database;
  }

  /**
   * An answer.
   *
   * @param replayed whether it was given before under the same key
   */
  public record Answer<T>(T body, boolean replayed) {

    /** The same every time, but for the header that says it was there before. */
    public RestResponse<T> toResponse(RestResponse.Status status) {
      var response = RestResponse.ResponseBuilder.create(status, body);
      return (replayed ? response.header(IdempotencyKey.REPLAYED, true) : response).build();
    }
  }

  /**
   * Does it in a transaction that writes the key, too. Of two attempts at once the second is
   * answered as the first.
   *
   * @param attempt null without a key: then it is simply done, in whatever transaction it opens
   * @param act joins the transaction, and has no effect that cannot be rolled back with it
   */
  public <T> Answer<T> act(@Nullable Attempt attempt, int status, Class<T> type, Supplier<T> act) {
    if (attempt == null) {
      return new Answer<>(act.get(), false);
    }
    return keys.findAnswer(attempt, type)
        .map(before -> new Answer<>(before, true))
        .orElseGet(() -> first(attempt, status, type, act));
  }

  private <T> Answer<T> first(Attempt attempt, int status, Class<T> type, Supplier<T> act) {
    try {
      return QuarkusTransaction.requiringNew()
          .timeout(LONGEST_SECONDS)
          .call(
              () -> {
                var answer = act.get();
                remember(attempt, status, answer);
                return new Answer<>(answer, false);
              });
    } catch (RuntimeException failure) {
      // Somebody faster has used the key; that may also be why it was refused.
      return keys.findAnswer(attempt, type)
          .map(before -> new Answer<>(before, true))
          .orElseThrow(() -> failure);
    }
  }

  private <T> void remember(Attempt attempt, int status, T answer) {
    var batch = new SqlBatch();
    keys.remember(batch, attempt, status, (Object) answer);
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("A key was not remembered", failure);
    }
  }

  /**
   * The same for what changes nothing: it is looked at without a transaction, and kept when it is
   * known.
   */
  public <T> Answer<T> look(
      @Nullable Attempt attempt, int status, Class<T> type, Supplier<T> look) {
    return attempt == null
        ? new Answer<>(look.get(), false)
        : keys.findAnswer(attempt, type)
            .map(before -> new Answer<>(before, true))
            .orElseGet(
                () -> {
                  var answer = look.get();
                  return first(attempt, status, type, () -> answer);
                });
  }
}
