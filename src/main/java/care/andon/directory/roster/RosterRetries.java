package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.idempotency.IdempotentExecution;
import care.andon.platform.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Changes of rosters under a key: a retry is answered as the first time, and changes nothing. */
@ApplicationScoped
class RosterRetries {
  private final IdempotentExecution once;
  private final IdempotencyKeys keys;
  private final Rosters rosters;
  private final Directory directory;
  private final Identity identity;

  RosterRetries(
      IdempotentExecution once,
      IdempotencyKeys keys,
      Rosters rosters,
      Directory directory,
      Identity identity) {
    this.once = once;
    this.keys = keys;
    this.rosters = rosters;
    this.directory = directory;
    this.identity = identity;
  }

  /**
   * What is to be changed.
   *
   * @param find which roster; who asks again must still be allowed to change it
   * @param operation what is done, and to what: something else under the same key is refused
   * @param body what was sent; null for nothing
   */
  record Order(
      Function<DirectorySnapshot, RosterPlace> find, String operation, @Nullable Object body) {}

  /** Changes it, or gives the answer of then; without a key it is changed each time. */
  <T> RestResponse<T> answer(
      @Nullable String key,
      Order order,
      RestResponse.Status status,
      Class<T> type,
      Supplier<T> change) {
    var caller = identity.caller();
    var attempt = keys.attempt(caller, IdempotencyKey.parse(key), order.operation(), order.body());
    directory.refresh();
    var answer = once.act(attempt, status.getStatusCode(), type, change);
    if (answer.replayed()) {
      rosters.require(caller, order.find());
    }
    directory.refresh();
    return answer.toResponse(status);
  }
}
