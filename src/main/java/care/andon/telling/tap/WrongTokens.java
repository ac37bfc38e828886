package care.andon.telling.tap;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts calls with unknown tokens by the address they come from, on this instance. Ten at once are
 * answered "not found", and one more each second. A valid token is never refused, because all
 * people of a hospital may come from one address.
 */
@ApplicationScoped
class WrongTokens {
  private static final Duration REFILL = Duration.ofSeconds(1);
  private static final Duration BURST = REFILL.multipliedBy(9);
  private static final int MOST_ADDRESSES = 10_000;

  /** When the calls counted so far will have been forgotten. */
  private final Map<String, Instant> forgottenAt = new ConcurrentHashMap<>();

  private final InstantSource time;

  WrongTokens(InstantSource time) {
    this.time = time;
  }

  /** Counts one more, and returns how to answer it. */
  Problem refusal(String address) {
    return isAllowed(address)
        ? Problem.notFound()
        : Problem.of(
            ProblemType.TOO_MANY_CALLS,
            "Too many calls with an unknown link came from your address. Try again after"
                + " Retry-After.");
  }

  private boolean isAllowed(String address) {
    var now = time.instant();
    if (forgottenAt.size() >= MOST_ADDRESSES) {
      forgottenAt.values().removeIf(at -> !at.isAfter(now));
    }
    if (forgottenAt.size() >= MOST_ADDRESSES) {
      forgottenAt.clear();
    }
    var allowed = new boolean[1];
    forgottenAt.compute(
        address,
        (_, before) -> {
          var from = before == null || before.isBefore(now) ? now : before;
          allowed[0] = !from.isAfter(now.plus(BURST));
          return allowed[0] ? from.plus(REFILL) : from;
        });
    return allowed[0];
  }
}
