package care.andon.sla.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case to be evaluated: a promise, the acts of people, and the instant of the evaluation.
 *
 * @param events in the order they happened; those after {@code asOf} are ignored
 * @param pauseLimit null for no limit
 * @param steps percentages in any order, each once; null if steps are not asked for
 */
public record SlaCase(
    WorkCalendar calendar,
    Duration target,
    Instant start,
    List<SlaAct> events,
    @Nullable Duration pauseLimit,
    @Nullable List<Integer> steps,
    Instant asOf) {

  /**
   * Refuses a case that cannot be evaluated.
   *
   * @throws InvalidCase for a duration or step out of bounds, or time that runs backwards
   * @throws InvalidCalendar if the calendar never opens after the start; the pointer begins with
   *     {@code /calendar}
   */
  public SlaCase {
    events = List.copyOf(events);
    steps = steps == null ? null : List.copyOf(steps);
    requireDuration(target, "/target");
    if (pauseLimit != null) {
      requireDuration(pauseLimit, "/pauseLimit");
    }
    if (steps != null) {
      requireSteps(steps);
    }
    requireInOrder(start, events, asOf);
    try {
      calendar.requireOpenWithinTenYears(start);
    } catch (InvalidCalendar neverOpen) {
      throw neverOpen.under("/calendar");
    }
  }

  private static void requireInOrder(Instant start, List<SlaAct> events, Instant asOf) {
    if (asOf.isBefore(start)) {
      throw new InvalidCase("/asOf", "before_start", "Look at the start or later");
    }
    var previous = start;
    for (var i = 0; i < events.size(); i++) {
      var at = events.get(i).at();
      if (at.isBefore(start)) {
        throw new InvalidCase(
            "/events/" + i + "/at", "before_start", "Events happen at the start or later");
      }
      if (at.isBefore(previous)) {
        throw new InvalidCase(
            "/events/" + i + "/at", "out_of_order", "Give events in the order they happened");
      }
      previous = at;
      requireTarget(events.get(i), "/events/" + i + "/target");
    }
  }

  private static void requireTarget(SlaAct act, String pointer) {
    switch (act) {
      case SlaAct.Raise(_, var target) -> requireDuration(target, pointer);
      case SlaAct.Lower(_, var target) -> requireDuration(target, pointer);
      case SlaAct.Pause _, SlaAct.Resume _, SlaAct.Stop _, SlaAct.Undo _, SlaAct.Reopen _ -> {}
    }
  }

  private static void requireDuration(Duration duration, String pointer) {
    if (!SlaTerms.isAllowed(duration)) {
      throw new InvalidCase(
          pointer,
          "duration_out_of_range",
          "Give a positive duration of whole microseconds, at most 100 years");
    }
  }

  private static void requireSteps(List<Integer> steps) {
    var seen = new ArrayList<Integer>();
    for (var i = 0; i < steps.size(); i++) {
      if (!SlaTerms.isAllowedStep(steps.get(i))) {
        throw new InvalidCase("/steps/" + i, "step_out_of_range", "Give 1 to 1000 percent");
      }
      if (seen.contains(steps.get(i))) {
        throw new InvalidCase("/steps/" + i, "duplicate_step", "Give each step once");
      }
      seen.add(steps.get(i));
    }
  }
}
