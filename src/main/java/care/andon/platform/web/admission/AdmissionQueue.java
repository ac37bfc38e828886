package care.andon.platform.web.admission;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lets a limited number of calls run at a time. The others wait: urgent calls are started first,
 * and within a class the one that has waited longest. A part of the places is only for urgent
 * calls, so that slow other calls cannot hold all of them.
 */
final class AdmissionQueue {
  private final int places;
  private final int placesForOthers;
  private final Deque<Waiting> urgent = new ArrayDeque<>();
  private final Deque<Waiting> others = new ArrayDeque<>();
  private int running;

  /**
   * @param places how many calls run at a time, at least 1
   * @param onlyUrgent how many of the places are only for urgent calls; less than {@code places}
   */
  AdmissionQueue(int places, int onlyUrgent) {
    if (onlyUrgent < 0 || onlyUrgent >= places) {
      throw new IllegalArgumentException(onlyUrgent + " of " + places + " places");
    }
    this.places = places;
    this.placesForOthers = places - onlyUrgent;
  }

  /** A call that waits. */
  interface Waiting {
    boolean isUrgent();

    /** Called once when the call may run, by the thread whose call ended. */
    void start();
  }

  /** Enters a call, urgent or not, if it may run now. */
  synchronized boolean enterAtOnce() {
    return takePlace(placesForOthers);
  }

  /**
   * Enters a call.
   *
   * @return true if it may run now. Otherwise it waits, and is started later.
   */
  synchronized boolean enter(Waiting call) {
    if (takePlace(call.isUrgent() ? places : placesForOthers)) {
      return true;
    }
    (call.isUrgent() ? urgent : others).add(call);
    return false;
  }

  private boolean takePlace(int limit) {
    var isFree = running < limit;
    if (isFree) {
      running++;
    }
    return isFree;
  }

  /**
   * Removes a call that waits.
   *
   * @return false if it does not wait, because it was started
   */
  synchronized boolean withdraw(Waiting call) {
    return (call.isUrgent() ? urgent : others).remove(call);
  }

  /** Frees the place of a call that has ended and starts the next one. */
  void leave() {
    var next = free();
    if (next != null) {
      next.start();
    }
  }

  private synchronized @Nullable Waiting free() {
    running--;
    var next = urgent.poll();
    if (next == null && running < placesForOthers) {
      next = others.poll();
    }
    if (next != null) {
      running++;
    }
    return next;
  }

  synchronized int running() {
    return running;
  }

  synchronized int waiting() {
    return urgent.size() + others.size();
  }
}
