package care.andon.heartbeat;

import care.andon.platform.sql.DatabaseAway;
import care.andon.retention.Retention;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Every night: what requests have kept for long enough is removed, or only reported. */
@ApplicationScoped
class RetentionTicker {
  private final Retention retention;

  RetentionTicker(Retention retention) {
    this.retention = retention;
  }

  @Scheduled(
      identity = "retention",
      cron = "{andon.retention.at}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  void beat() {
    retention.run();
  }
}
