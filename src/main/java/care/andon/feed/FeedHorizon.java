package care.andon.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the feed can be read now.
 *
 * @param era the present era
 * @param horizon all transactions below it have ended, so no event can appear there any more
 * @param next no transaction from here on has begun
 * @param isOfAnotherCluster whether the history has an event of a transaction that has not begun:
 *     it was written by another database cluster, and a new era has to begin
 * @param withheldSince when the oldest stored event was recorded that an open transaction holds
 *     back; null if there is none
 */
record FeedHorizon(
    int era, long horizon, long next, boolean isOfAnotherCluster, @Nullable Instant withheldSince) {

  /** Returns the place after everything that can be read now. */
  FeedPosition end() {
    return new FeedPosition(era, era, horizon, 0);
  }
}
