package care.andon.metrics.export;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes verdicts from the exported events of one request, as another program would. It shares no
 * code with the service, and knows its rules from the documents: the default promises around the
 * clock, and what each event does to them.
 */
final class EventReplay {
  private static final List<String> IMPACTS =
      List.of("patient_waiting", "this_shift", "slows_care", "improvement");
  private static final Map<String, List<Duration>> TARGETS =
      Map.of(
          "acknowledge", List.of(ofMinutes(5), ofMinutes(15), ofHours(8), ofDays(1)),
          "update", List.of(ofMinutes(15), ofHours(2), ofDays(2), ofDays(14)),
          "resolve", List.of(ofHours(1), ofHours(8), ofDays(5), ofDays(45)));
  private static final Duration LONGEST_WAIT = ofHours(24);

  private final List<Clock> clocks = new ArrayList<>();
  private String impact = "";
  private boolean takenUp;
  private boolean settled;

  /** Until when the request waits for its caregiver; a new silence begins after that. */
  private Instant waitsUntil = Instant.MIN;

  /** One promise; it runs from {@code since} on, or stands at {@code elapsed}. */
  private static final class Clock {
    private final String kind;
    private String impact;
    private Duration target;
    private Duration elapsed = Duration.ZERO;
    private Instant since;
    private @Nullable Instant pausedUntil;
    private @Nullable Instant stoppedAt;
    private @Nullable Instant missedAt;
    private boolean declined;
    private boolean withdrawn;

    private Clock(String kind, String impact, Instant at) {
      this.kind = kind;
      this.impact = impact;
      this.target = target(kind, impact);
      this.since = at;
    }

    private Instant due() {
      return missedAt == null ? since.plus(target.minus(elapsed)) : missedAt;
    }

    /** Everything that happens by itself before an instant. */
    private void passTo(Instant now) {
      if (stoppedAt != null) {
        return;
      }
      if (pausedUntil != null && !pausedUntil.isAfter(now)) {
        since = pausedUntil;
        pausedUntil = null;
      }
      if (pausedUntil == null && missedAt == null && due().isBefore(now)) {
        missedAt = due();
      }
    }

    /** Adds what ran until an instant. */
    private void account(Instant at) {
      if (pausedUntil == null) {
        elapsed = elapsed.plus(Duration.between(since, at));
      }
      since = at;
    }

    private void stop(Instant at) {
      if (stoppedAt == null) {
        account(at);
        pausedUntil = null;
        stoppedAt = at;
      }
    }

    private void pause(Instant at, Instant until) {
      if (stoppedAt == null && pausedUntil == null) {
        account(at);
        pausedUntil = until;
      }
    }

    private void resume(Instant at) {
      if (stoppedAt == null && pausedUntil != null) {
        account(at);
        pausedUntil = null;
      }
    }

    private void undo() {
      if (stoppedAt != null) {
        stoppedAt = null;
        declined = false;
      }
    }

    private void changeImpact(String to, Instant at) {
      if (stoppedAt != null || missedAt != null) {
        return;
      }
      account(at);
      var other = target(kind, to);
      if (IMPACTS.indexOf(to) < IMPACTS.indexOf(impact)) {
        var fromHere = elapsed.plus(other);
        target = fromHere.compareTo(target) < 0 ? fromHere : target;
      } else {
        target = other.compareTo(target) > 0 ? other : target;
      }
      impact = to;
    }

    private String verdict(Instant asOf) {
      if (withdrawn) {
        return "notMeasured";
      }
      if (missedAt != null) {
        return stoppedAt == null ? "missedOpen" : "missed";
      }
      if (pausedUntil != null || !due().isBefore(asOf)) {
        return "notYetDue";
      }
      return declined ? "declined" : "met";
    }
  }

  /**
   * Counts the promises of one request that fell due from one instant until before another.
   *
   * @param events in order, recorded until {@code asOf}
   * @return how many, by clock, impact and verdict
   */
  static Map<String, Integer> counts(
      List<JsonNode> events, Instant from, Instant to, Instant asOf) {
    var replay = new EventReplay();
    events.forEach(replay::apply);
    var counts = new TreeMap<String, Integer>();
    for (var clock : replay.clocks) {
      clock.passTo(asOf);
      if (!clock.due().isBefore(from) && clock.due().isBefore(to)) {
        counts.merge(clock.kind + " " + clock.impact + " " + clock.verdict(asOf), 1, Integer::sum);
      }
    }
    return counts;
  }

  private void apply(JsonNode event) {
    var at = Instant.parse(event.get("at").asText());
    clocks.forEach(it -> it.passTo(at));
    var type = event.get("type").asText();
    switch (type) {
      case "opened" -> {
        impact = event.get("impact").asText();
        List.of("acknowledge", "update", "resolve").forEach(it -> start(it, at));
      }
      case "acknowledged" -> takenUp = true;
      case "asked" -> {
        takenUp = true;
        waitsUntil = at.plus(LONGEST_WAIT);
        last("resolve").pause(at, waitsUntil);
      }
      case "answered" -> {
        waitsUntil = at;
        clocks.forEach(it -> it.resume(at));
      }
      case "impact_changed" -> {
        impact = event.get("toImpact").asText();
        clocks.forEach(it -> it.changeImpact(impact, at));
      }
      case "resolved" -> settle(at);
      case "declined" -> {
        var resolve = last("resolve");
        resolve.declined = resolve.stoppedAt == null;
        settle(at);
      }
      case "withdrawn" -> {
        last("update").stop(at);
        clocks.stream()
            .filter(it -> it.stoppedAt == null)
            .forEach(it -> it.withdrawn = it.missedAt == null);
        settle(at);
      }
      case "reopened" -> {
        settled = false;
        if (event.get("why").asText().equals("not_fixed")) {
          last("resolve").undo();
          last("resolve").passTo(at);
        } else {
          start("resolve", at);
        }
        start("update", at);
      }
      default -> {}
    }
    if (tellsCaregiver(event, type) && !settled) {
      if (takenUp) {
        last("acknowledge").stop(at);
      }
      last("update").stop(at);
      start("update", at);
      if (waitsUntil.isAfter(at)) {
        last("update").pause(at, waitsUntil);
      }
    }
  }

  private static boolean tellsCaregiver(JsonNode event, String type) {
    return switch (type) {
      case "acknowledged", "asked", "assessed" -> true;
      case "assigned" -> event.get("byDepartment").asBoolean();
      case "messaged" ->
          !event.get("byAsker").asBoolean() && event.get("audience").asText().equals("caregiver");
      default -> false;
    };
  }

  private void settle(Instant at) {
    takenUp = true;
    settled = true;
    waitsUntil = at;
    clocks.forEach(it -> it.stop(at));
  }

  private void start(String kind, Instant at) {
    clocks.add(new Clock(kind, impact, at));
  }

  private Clock last(String kind) {
    return clocks.stream().filter(it -> it.kind.equals(kind)).toList().getLast();
  }

  private static Duration target(String kind, String impact) {
    return TARGETS.get(kind).get(IMPACTS.indexOf(impact));
  }
}
