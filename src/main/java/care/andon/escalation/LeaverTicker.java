package care.andon.escalation;

import care.andon.request.Leavers;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** With every heartbeat: what is still in the hands of somebody who has left goes to their team. */
@ApplicationScoped
class LeaverTicker {
  private final Leavers leavers;

  LeaverTicker(Leavers leavers) {
    this.leavers = leavers;
  }

  @Scheduled(
      identity = "leavers",
      every = "{andon.ticker.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void beat() {
    leavers.handOver();
  }
}
