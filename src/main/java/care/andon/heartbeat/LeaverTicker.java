package care.andon.heartbeat;

import care.andon.platform.sql.DatabaseAway;
import care.andon.request.LeaverReassignment;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** With every heartbeat: what is still in the hands of somebody who has left goes to their team. */
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
