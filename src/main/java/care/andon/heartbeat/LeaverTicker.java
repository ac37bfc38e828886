package care.andon.heartbeat;

import care.andon.platform.sql.DatabaseAway;
import care.andon.request.LeaverReassignment;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** With every heartbeat, gives the requests of people who have left back to their teams. */
@ApplicationScoped
class LeaverTicker {
  private final LeaverReassignment leavers;

  LeaverTicker(LeaverReassignment leavers) {
    this.leavers = leavers;
  }

  @Scheduled(
      identity = "leavers",
      every = "{andon.ticker.every}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  void beat() {
    leavers.reassignLeaversRequests();
  }
}
