package care.andon.metrics.engine;

import java.util.OptionalDouble;

/**
 * What caregivers said to the resolutions behind the promises that were met, counted. The three add
 * up to {@link KeptCounts#met}.
 *
 * @param confirmed see {@link CaregiverWord#CONFIRMED}
 * @param silent see {@link CaregiverWord#SILENT}
 * @param open see {@link CaregiverWord#OPEN}
 */
public record CaregiverWords(long confirmed, long silent, long open) {
  public static final CaregiverWords NONE = new CaregiverWords(0, 0, 0);

  public CaregiverWords {
    if (confirmed < 0 || silent < 0 || open < 0) {
      throw new IllegalArgumentException("Counts are zero or more");
    }
  }

  /**
   * Returns the share of needs that caregivers say were met in time, if every silent caregiver was
   * not satisfied. Empty if nothing fell due.
   *
   * @param due how many promises fell due
   */
  public OptionalDouble felt(long due) {
    return share(confirmed, due);
  }

  /**
   * Returns the same share if every caregiver who said nothing, finally or so far, is satisfied.
   */
  public OptionalDouble feltAtMost(long due) {
    return share(confirmed + silent + open, due);
  }

  private static OptionalDouble share(long hits, long due) {
    return due == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / due);
  }
}
