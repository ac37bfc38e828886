package care.andon.heartbeat;

import care.andon.metrics.FigureJournal;
import care.andon.platform.sql.DatabaseAway;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Soon after the end of a day: its figures are closed. */
@ApplicationScoped
class FigureTicker {
  private final FigureJournal journal;

  FigureTicker(FigureJournal journal) {
    this.journal = journal;
  }

  @Scheduled(
      identity = "figures",
      cron = "{andon.figures.close}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  void beat() {
    var closed = journal.closeDays();
    if (closed > 0) {
      Log.infof("Figures: closed %d days", closed);
    }
  }
}
