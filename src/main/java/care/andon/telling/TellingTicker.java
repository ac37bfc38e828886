package care.andon.telling;

import care.andon.platform.sql.DatabaseAway;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells people what happened, on every replica, and removes old notices at night. */
@ApplicationScoped
class TellingTicker {
  private final Telling sender;
  private final NoticeRetention retention;

  TellingTicker(Telling sender, NoticeRetention retention) {
    this.sender = sender;
    this.retention = retention;
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

  @Scheduled(
      identity = "notices",
      cron = "{andon.retention.at}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  void removeOld() {
    retention.run();
  }
}
