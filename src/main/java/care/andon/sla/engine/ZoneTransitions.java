package care.andon.sla.engine;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The instants at which a zone's wall clock jumps, up to {@link OpenTime#REPEATS_UNTIL}, and the
 * offset it shows in between. All instants are whole seconds.
 */
final class ZoneTransitions {
  /** One entry per IANA region at most; fixed offsets are not kept, there are too many to name. */
  private static final Map<ZoneId, ZoneTransitions> KNOWN = new ConcurrentHashMap<>();

  private final long[] instants;
  private final int[] offsets;

  private ZoneTransitions(int firstOffset, List<ZoneOffsetTransition> shifts) {
    instants = shifts.stream().mapToLong(ZoneOffsetTransition::toEpochSecond).toArray();
    offsets = new int[shifts.size() + 1];
    offsets[0] = firstOffset;
    for (var i = 0; i < shifts.size(); i++) {
      offsets[i + 1] = shifts.get(i).getOffsetAfter().getTotalSeconds();
    }
  }

  static ZoneTransitions of(ZoneId zone) {
    return zone.getRules().isFixedOffset()
        ? read(zone)
        : KNOWN.computeIfAbsent(zone, ZoneTransitions::read);
  }

  private static ZoneTransitions read(ZoneId zone) {
    var rules = zone.getRules();
    var from = Instant.ofEpochSecond(OpenTime.EARLIEST);
    var shifts = new ArrayList<ZoneOffsetTransition>();
    var next = rules.nextTransition(from);
    while (next != null && next.toEpochSecond() < OpenTime.REPEATS_UNTIL) {
      shifts.add(next);
      next = rules.nextTransition(next.getInstant());
    }
    return new ZoneTransitions(rules.getOffset(from).getTotalSeconds(), shifts);
  }

  /** Stretches of one offset, one more than there are jumps. */
  int stretches() {
    return offsets.length;
  }

  /** The stretch an instant lies in; a jump begins a new one. */
  int stretchAt(long epochSecond) {
    var found = Arrays.binarySearch(instants, epochSecond);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** The instant a stretch begins. */
  long start(int stretch) {
    return stretch == 0 ? OpenTime.EARLIEST : instants[stretch - 1];
  }

  /** The instant a stretch ends. */
  long end(int stretch) {
    return stretch == instants.length ? OpenTime.REPEATS_UNTIL : instants[stretch];
  }

  /** Seconds the wall clock is ahead of UTC. */
  int offset(int stretch) {
    return offsets[stretch];
  }
}
