package care.andon.metrics.asof;

import java.time.Instant;

/**
 * The instant that a figure is about: it uses what had been recorded by then.
 *
 * @param at whole microseconds
 * @param settled whether the same question gives the same answer for ever. Without it the figure is
 *     live: acts that are being recorded may still be missing
 */
public record AsOf(Instant at, boolean settled) {
  /** For the API description. */
  public static final String SETTLED =
      "Whether the same question gives the same answer for ever. False without `asOf`: acts that are"
          + " being recorded may be missing";
}
