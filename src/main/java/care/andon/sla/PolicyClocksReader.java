package care.andon.sla;

import care.andon.kernel.ClockKind;
import care.andon.kernel.WireNames;
import care.andon.sla.PolicyDraft.ClockBody;
import care.andon.sla.PolicyDraft.ClocksBody;
import care.andon.sla.PolicyDraft.StepBody;
import care.andon.sla.SlaPolicy.ClockPromise;
import care.andon.sla.SlaPolicy.StepAction;
import care.andon.sla.engine.SlaClock;
import care.andon.versioned.BodyReader;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the promises of a policy: one for each clock, with the steps on the way.
 *
 * @param published has the calendars that a promise may name
 */
record PolicyClocksReader(BodyReader reader, PublishedPolicies published) {
  private static final Duration LONGEST_TARGET = Duration.ofDays(3_653);
  private static final int MOST_STEPS = 20;
  private static final int LOWEST_TIER = 1;
  private static final int HIGHEST_TIER = 4;

  /** The promises; those that were refused are left out. */
  Map<ClockKind, ClockPromise> read(@Nullable ClocksBody clocks) {
    var promises = new EnumMap<ClockKind, ClockPromise>(ClockKind.class);
    if (clocks == null) {
      reader.refuseMissing("/clocks");
      return promises;
    }
    if (clocks.acknowledge() == null && clocks.update() == null && clocks.resolve() == null) {
      reader.refuse(
          "/clocks", "no_clock", "Promise something: 'acknowledge', 'update' or 'resolve'");
    }
    readClock(clocks.acknowledge(), ClockKind.ACKNOWLEDGE, promises);
    readClock(clocks.update(), ClockKind.UPDATE, promises);
    readClock(clocks.resolve(), ClockKind.RESOLVE, promises);
    return promises;
  }

  private void readClock(
      @Nullable ClockBody clock, ClockKind kind, Map<ClockKind, ClockPromise> promises) {
    if (clock == null) {
      return;
    }
    var pointer = "/clocks/" + WireNames.of(kind);
    var target =
        bounded(reader, clock.target(), pointer + "/target", LONGEST_TARGET, "ten years (P3653D)");
    var calendar = readCalendar(clock.calendar(), pointer + "/calendar");
    var steps = readSteps(clock.steps(), pointer + "/steps");
    if (target != null && calendar != null) {
      promises.put(kind, new ClockPromise(target, calendar, steps));
    }
  }

  private @Nullable String readCalendar(@Nullable String code, String pointer) {
    if (code == null) {
      reader.refuseMissing(pointer);
      return null;
    }
    var calendar = published.calendars().latest(code);
    if (calendar.isEmpty()) {
      reader.refuse(
          pointer, "unknown_calendar", "Send the code of a calendar listed at /calendars");
      return null;
    }
    if (!calendar.get().isInForce()) {
      reader.refuse(pointer, "retired_calendar", "The calendar is retired; choose another one");
      return null;
    }
    return code;
  }

  private SortedMap<Integer, StepAction> readSteps(
      @Nullable List<@Nullable StepBody> steps, String pointer) {
    var actions = new TreeMap<Integer, StepAction>();
    reader.each(
        steps,
        MOST_STEPS,
        pointer,
        (step, at) -> {
          var percent = readPercent(step.percent(), actions, at + "/percent");
          var action = readAction(step, at);
          if (percent != null && action != null) {
            actions.put(percent, action);
          }
          return step;
        });
    return actions;
  }

  private @Nullable Integer readPercent(
      @Nullable Integer percent, SortedMap<Integer, StepAction> before, String pointer) {
    if (percent == null) {
      reader.refuseMissing(pointer);
      return null;
    }
    if (percent < 1 || percent > SlaClock.MOST_PERCENT) {
      reader.refuse(
          pointer, "out_of_range", "Send 1 to %d percent".formatted(SlaClock.MOST_PERCENT));
      return null;
    }
    if (!before.isEmpty() && percent <= before.lastKey()) {
      reader.refuse(
          pointer, "out_of_order", "Steps come by ascending percentage, each percentage once");
      return null;
    }
    return percent;
  }

  private @Nullable StepAction readAction(StepBody step, String pointer) {
    var warns = Boolean.TRUE.equals(step.warn());
    var climbs = Boolean.TRUE.equals(step.climb());
    var said = (warns ? 1 : 0) + (climbs ? 1 : 0) + (step.tiers() == null ? 0 : 1);
    if (said != 1) {
      reader.refuse(pointer, "one_action", "Say what happens: one of 'warn', 'climb' and 'tiers'");
      return null;
    }
    if (step.tiers() != null) {
      return readTiers(step.tiers(), pointer + "/tiers");
    }
    return warns ? new StepAction.Warn() : new StepAction.ClimbOneTier();
  }

  private @Nullable StepAction readTiers(List<@Nullable Integer> tiers, String pointer) {
    List<Integer> read = reader.each(tiers, HIGHEST_TIER, pointer, (tier, at) -> tier);
    var ascending = !read.isEmpty() && read.size() == tiers.size();
    for (var i = 0; i < read.size() && ascending; i++) {
      var tier = read.get(i);
      ascending = tier >= LOWEST_TIER && tier <= HIGHEST_TIER && (i == 0 || tier > read.get(i - 1));
    }
    if (!ascending) {
      reader.refuse(pointer, "not_tiers", "Send one or more tiers of 1 to 4, ascending, each once");
      return null;
    }
    return new StepAction.GoToTiers(read);
  }

  /**
   * A duration of more than zero in whole microseconds; null if it was refused.
   *
   * @param said the longest duration as the refusal names it
   */
  static @Nullable Duration bounded(
      BodyReader reader, @Nullable String text, String pointer, Duration most, String said) {
    var duration = reader.duration(text, pointer);
    if (duration == null) {
      return null;
    }
    if (!duration.isPositive() || duration.compareTo(most) > 0 || duration.getNano() % 1000 != 0) {
      reader.refuse(
          pointer,
          "out_of_range",
          "Send more than zero and at most " + said + ", in whole microseconds");
      return null;
    }
    return duration;
  }
}
