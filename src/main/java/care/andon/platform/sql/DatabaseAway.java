package care.andon.platform.sql;

import io.quarkus.scheduler.Scheduled.SkipPredicate;
import io.quarkus.scheduler.ScheduledExecution;
import jakarta.inject.Singleton;

/** Skips work in the background while the database does not answer. */
@Singleton
public class DatabaseAway implements SkipPredicate {
  private final DatabaseWatch watch;

  DatabaseAway(DatabaseWatch watch) {
    this.watch = watch;
  }

  @Override
  public boolean test(ScheduledExecution execution) {
    return watch.isAway();
  }
}
