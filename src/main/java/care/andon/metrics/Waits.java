package care.andon.metrics;

import care.andon.kernel.Impact;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some waits of requests of one group and impact.
 *
 * @param group null if the waits are not grouped, or belong to no group
 * @param minutesLost what their caregivers estimated to have lost, added up
 * @param estimates how many of them gave an estimate
 */
record Waits(
    @Nullable String group, Impact impact, long minutesLost, long estimates, List<Wait> waits) {
  Waits {
    waits = List.copyOf(waits);
  }

  /** Reads waits that are stored one after the other; see {@link Wait#read}. */
  static List<Wait> read(byte[] stored) {
    var bytes = ByteBuffer.wrap(stored);
    var waits = new ArrayList<Wait>(stored.length / Wait.BYTES);
    while (bytes.hasRemaining()) {
      waits.add(Wait.read(bytes));
    }
    return waits;
  }
}
