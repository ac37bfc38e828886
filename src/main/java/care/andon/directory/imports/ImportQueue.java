package care.andon.directory.imports;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs one import at a time in each instance, because an import is held in memory while it is
 * compared. A few others wait; more are refused, because they would occupy all worker threads.
 */
final class ImportQueue {
  private static final int MOST_WAITING = 4;

  private final Duration patience;
  private final Semaphore turn = new Semaphore(1);

  /**
   * @param patience how long an import waits for its turn
   */
  ImportQueue(Duration patience) {
    this.patience = patience;
  }

  /** An import, or another use of an upload. */
  interface Task<T> {
    T run() throws IOException;
  }

  /**
   * Runs a task when it is its turn.
   *
   * @throws Problem if others take too long or too many wait
   */
  <T> T run(Task<T> task) {
    if (!isMyTurn()) {
      throw Problem.of(ProblemType.CONFLICT, "Another import is being read; send it again soon");
    }
    try {
      return task.run();
    } catch (IOException broken) {
      throw new IllegalStateException("An upload could not be read", broken);
    } finally {
      turn.release();
    }
  }

  private boolean isMyTurn() {
    try {
      return turn.getQueueLength() < MOST_WAITING
          && turn.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
