package care.andon.platform.idempotency;

import care.andon.platform.idempotency.IdempotencyKeys.Attempt;
import care.andon.platform.idempotency.IdempotencyKeys.Used;
import care.andon.platform.sql.DatabaseFailures;
import care.andon.platform.sql.SqlBatch;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Runs an act once for a caller's key and answers every retry as the first attempt was answered. A
 * refused act stores nothing: corrected, it may be sent again under the same key.
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
   * Runs an act that stores the attempt's key itself, or replays its result.
   *
   * @param attempt null without a key: then the act is simply run
   * @param kind what the act stores with the key
   * @param act stores the key in its transaction
   * @param replay makes the answer from what the key was used for
   */
  public <U extends Used, T> T once(
      @Nullable Attempt attempt, Class<U> kind, Supplier<T> act, Function<U, T> replay) {
    return attempt == null
        ? act.get()
        : keys.find(attempt)
            .map(used -> replay.apply(kind.cast(used)))
            .orElseGet(() -> unlessDoneBefore(attempt, kind, act, replay));
  }

  /**
   * The same, but the key is looked up only after the act has failed. For an act that is seldom
   * retried and must not pay for the look-up.
   */
  public <U extends Used, T> T unlessDoneBefore(
      @Nullable Attempt attempt, Class<U> kind, Supplier<T> act, Function<U, T> replay) {
    try {
      return act.get();
    } catch (RuntimeException failure) {
      // A faster attempt may have used the key; then this one failed on the key, or was refused
      // because the act was done already. While the database is away, a look-up would only wait.
      if (attempt == null || DatabaseFailures.isAway(failure)) {
        throw failure;
      }
      return keys.find(attempt)
          .map(used -> replay.apply(kind.cast(used)))
          .orElseThrow(() -> failure);
    }
  }

  /**
   * An answer that is stored with the key.
   *
   * @param replayed whether it was given before under the same key
   */
  public record Answer<T>(T body, boolean replayed) {

    /** The same response every time, but for the header that says it is a replay. */
    public RestResponse<T> toResponse(RestResponse.Status status) {
      var response = RestResponse.ResponseBuilder.create(status, body);
      return (replayed ? response.header(IdempotencyKey.REPLAYED, true) : response).build();
    }
  }

  /**
   * Runs an act whose answer is stored nowhere else, in a transaction that stores the answer with
   * the key for ever.
   *
   * @param attempt null without a key: then the act is simply run, in whatever transaction it opens
   * @param act joins the transaction, and has no effect that cannot be rolled back with it
   */
  public <T> Answer<T> act(@Nullable Attempt attempt, int status, Class<T> type, Supplier<T> act) {
    return attempt == null
        ? new Answer<>(act.get(), false)
        : once(
            attempt,
            IdempotencyKeys.Answer.class,
            () -> new Answer<>(inTransaction(attempt, status, act), false),
            used -> new Answer<>(keys.read(used, type), true));
  }

  /**
   * The same for an act that changes nothing: it runs without a transaction, and its answer is
   * stored when it is known.
   */
  public <T> Answer<T> look(
      @Nullable Attempt attempt, int status, Class<T> type, Supplier<T> look) {
    return attempt == null
        ? new Answer<>(look.get(), false)
        : once(
            attempt,
            IdempotencyKeys.Answer.class,
            () -> {
              var answer = look.get();
              return new Answer<>(inTransaction(attempt, status, () -> answer), false);
            },
            used -> new Answer<>(keys.read(used, type), true));
  }

  private <T> T inTransaction(Attempt attempt, int status, Supplier<T> act) {
    return QuarkusTransaction.requiringNew()
        .timeout(LONGEST_SECONDS)
        .call(
            () -> {
              var answer = act.get();
              remember(attempt, status, answer);
              return answer;
            });
  }

  private void remember(Attempt attempt, int status, Object answer) {
    var batch = new SqlBatch();
    keys.remember(batch, attempt, status, answer);
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("Storing an idempotency key failed", failure);
    }
  }
}
