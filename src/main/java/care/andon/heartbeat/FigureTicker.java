package care.andon.heartbeat;

import care.andon.metrics.ConfidentialQuarters;
import care.andon.metrics.promise.DayClosing;
import care.andon.platform.sql.DatabaseAway;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Soon after the end of a day or quarter: its figures are closed. */
@ApplicationScoped
class FigureTicker {
  private final DayClosing days;
  private final ConfidentialQuarters quarters;

  FigureTicker(DayClosing days, ConfidentialQuarters quarters) {
    this.days = days;
    this.quarters = quarters;
  }

  @Scheduled(
      identity = "figures",
      cron = "{andon.figures.close}",
      concurrentExecution = ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  void beat() {
    var closed = days.closeDays();
    if (closed > 0) {
      Log.infof("Figures: closed %d days", closed);
    }
    var counted = quarters.close();
    if (counted > 0) {
      Log.infof("Figures: counted the confidential requests of %d quarters", counted);
    }
  }
}
