package care.andon.channel;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Stops sending by a channel that does not work, so that pages go on to the next contact at once.
 * After three failures in a row a channel is down on this replica. Then one message every 30
 * seconds tries it, until one is accepted or refused by it.
 */
@ApplicationScoped
public class ChannelBreakers {
  private static final int FAILURES = 3;
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(30);
  private static final State WORKS = new State(0, null, Instant.MIN);

  private final Map<String, State> states = new ConcurrentHashMap<>();
  private final InstantSource time;

  ChannelBreakers(InstantSource time) {
    this.time = time;
  }

  private record State(int failures, @Nullable Instant downSince, Instant nextProbe) {}

  /**
   * Whether a message may be sent by this channel now. For a channel that is down this is true once
   * every 30 seconds, so only ask if a message follows.
   */
  public boolean mayTry(String kind) {
    var now = time.instant();
    var allowed = new boolean[1];
    states.compute(
        kind,
        (_, state) -> {
          var before = state == null ? WORKS : state;
          allowed[0] = before.downSince() == null || !now.isBefore(before.nextProbe());
          return before.downSince() == null || !allowed[0]
              ? before
              : new State(before.failures(), before.downSince(), now.plus(BETWEEN_PROBES));
        });
    return allowed[0];
  }

  /**
   * Takes notice of what became of a message.
   *
   * @return whether the channel goes down by it
   */
  public boolean saw(String kind, Delivery delivery) {
    var now = time.instant();
    var goesDown = new boolean[1];
    states.compute(
        kind,
        (_, state) -> {
          if (delivery.outcome() != Delivery.Outcome.FAILED) {
            return WORKS;
          }
          var before = state == null ? WORKS : state;
          if (before.downSince() != null || before.failures() + 1 < FAILURES) {
            return new State(before.failures() + 1, before.downSince(), before.nextProbe());
          }
          goesDown[0] = true;
          return new State(FAILURES, now, now.plus(BETWEEN_PROBES));
        });
    return goesDown[0];
  }

  /** Returns since when this channel has been down. Empty while it works. */
  public Optional<Instant> downSince(String kind) {
    return Optional.ofNullable(states.getOrDefault(kind, WORKS).downSince());
  }
}
