package care.andon.request;

import care.andon.history.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What falls due by itself, and is recorded when somebody looks: what the heartbeat beats for. */
public interface Deadlines {

  /** Records what has fallen due, for at most {@code most} requests, in one transaction. */
  Tick advanceDue(int most);

  /**
   * The same one request at a time: what cannot be advanced is logged and left for a while, so that
   * one damaged request does not keep all others from falling due.
   */
  Tick advanceDueOneByOne(int most);

  /** The earliest instant at which something falls due by itself; empty when nothing will. */
  Optional<Instant> nextDue();

  /**
   * What one round of the heartbeat did.
   *
   * @param looked how many requests were looked at; fewer than were asked for means there is no
   *     more
   * @param moved for how many of those looked at the next look is later than this one; at the end
   *     of a shift nothing may have happened to any of them
   * @param upTo when the last of those looked at was due; what is left, and nobody has in hand,
   *     fell due then at the earliest. Empty where none was looked at
   */
  record Tick(int looked, int moved, Optional<Instant> upTo, List<RecordedEvent> recorded) {
    public Tick {
      recorded = List.copyOf(recorded);
    }
  }
}
