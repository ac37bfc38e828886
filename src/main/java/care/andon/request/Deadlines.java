package care.andon.request;

import care.andon.history.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records what has fallen due. The heartbeat calls it. */
public interface Deadlines {

  /** Records what has fallen due, for at most {@code most} requests, in one transaction. */
  Tick advanceDue(int most);

  /**
   * Does the same, one request per transaction. A request that fails is tried again after 1 s, and
   * after twice as long each time it fails again, so one damaged request does not hold up all
   * others.
   *
   * @throws RuntimeException if the database cannot be written to; then no request has to wait
   */
  Tick advanceDueOneByOne(int most);

  /** Returns the earliest instant at which something falls due. Empty if nothing will. */
  Optional<Instant> nextDue();

  /**
   * The result of one round of the heartbeat.
   *
   * @param looked the number of requests examined; fewer than asked for means that no more are due
   * @param moved the number of examined requests whose next deadline is later now; an examined
   *     request may have no event, such as at the end of a shift
   * @param upTo the latest deadline among the examined requests; empty if none was examined.
   *     Requests that are still due, and that no other replica holds, fell due at this instant or
   *     later
   */
  record Tick(int looked, int moved, Optional<Instant> upTo, List<RecordedEvent> recorded) {
    public Tick {
      recorded = List.copyOf(recorded);
    }
  }
}
