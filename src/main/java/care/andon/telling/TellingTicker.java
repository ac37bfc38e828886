package care.andon.telling;

import care.andon.platform.sql.DatabaseAway;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells people what happened, on every replica. */
@ApplicationScoped
class TellingTicker {
  private final Telling sender;

  TellingTicker(Telling sender) {
    this.sender = sender;
  }

  @Scheduled(
      identity = "telling",
      every = "{andon.telling.every}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  @SuppressWarnings("CheckReturnValue") // it is subscribed, and the next look need not wait for it
  void beat() {
    sender.tellDue();
  }
}
