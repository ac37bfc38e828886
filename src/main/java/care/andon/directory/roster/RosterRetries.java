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

/** Runs changes of rosters once per idempotency key: a retry gets the first answer. */
@ApplicationScoped
public class RosterRetries {
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
   * A change that a caller asks for.
   *
   * @param find the roster; a caller that retries must still be allowed to change it
   * @param operation the kind of change and its target; the key is refused for another one
   * @param body the request body; null if there is none
   */
  public record Command(
      Function<DirectorySnapshot, RosterPlace> find, String operation, @Nullable Object body) {}

  /** Runs the change, or returns the first answer. Without a key it runs each time. */
  public <T> RestResponse<T> answer(
      @Nullable String key,
      Command command,
      RestResponse.Status status,
      Class<T> type,
      Supplier<T> change) {
    var caller = identity.caller();
    var attempt =
        keys.attempt(caller, IdempotencyKey.parse(key), command.operation(), command.body());
    directory.refresh();
    var answer = once.act(attempt, status.getStatusCode(), type, change);
    if (answer.replayed()) {
      rosters.requireAllowed(caller, command.find());
    }
    directory.refresh();
    return answer.toResponse(status);
  }
}
