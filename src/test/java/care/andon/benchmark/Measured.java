package care.andon.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;

/**
 * What a crowd did.
 *
 * @param operation what it was busy with
 * @param nanos how long each call took that was answered as it should be, ascending
 * @param errors calls that were answered otherwise, or not at all
 * @param took from the first call to the last answer
 * @param cpu that a call took
 */
record Measured(
    String operation, int connections, long[] nanos, long errors, Duration took, Cpu.Each cpu) {

  static Measured of(
      String operation,
      int connections,
      Collection<long[]> nanos,
      long errors,
      Duration took,
      Cpu.Each cpu) {
    var all = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Measured(operation, connections, all, errors, took, cpu);
  }

  int calls() {
    return nanos.length;
  }

  double perSecond() {
    return nanos.length / (took.toNanos() / 1e9);
  }

  /** The time within which this share of the calls was answered; 0 when none was. */
  double millis(double share) {
    if (nanos.length == 0) {
      return 0;
    }
    var rank = (int) Math.ceil(share * nanos.length) - 1;
    return nanos[Math.max(0, rank)] / 1e6;
  }
}
