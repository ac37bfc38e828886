package care.andon.request;

import care.andon.directory.Directory;
import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.Answered;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.WaitEnded;
import care.andon.history.RequestEvent.Withdrawn;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.sla.Promises;
import care.andon.sla.VersionRef;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.FiredStep;
import care.andon.sla.engine.SlaClock;
import care.andon.sla.engine.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The promises of a request, explained. */
@Schema(name = "Clocks")
record ClocksView(
    @Schema(description = "Elapsed and gross times are as of this instant") Instant asOf,
    List<Explained> clocks) {

  /** One promise and how it came about. */
  @Schema(name = "ExplainedClock")
  record Explained(
      ClockKind kind,
      @Schema(description = "Counts the silences; 1 for the other clocks") int cycle,
      VersionRef policy,
      VersionRef calendar,
      @Schema(description = "The impact whose target it is") Impact impact,
      @Schema(description = "Open time until it falls due") Duration target,
      Instant startedAt,
      ClockState state,
      @Schema(description = "Open time while it ran") Duration elapsed,
      @Schema(description = "Wall-clock time; nothing pauses it") Duration gross,
      @Nullable Instant dueAt,
      @Nullable Instant breachedAt,
      @Nullable Instant stoppedAt,
      @Schema(description = "When a pause ends by itself") @Nullable Instant resumesAt,
      Verdict verdict,
      @Schema(description = "Withdrawn before it fell due: not measured") boolean cancelled,
      @Schema(description = "Percentages of the target at which somebody is told")
          List<Integer> steps,
      @Schema(description = "The steps reached, and when") List<FiredStep> firedSteps,
      @Schema(description = "Waits for the caregiver while it stood still") List<Pause> pauses,
      @Schema(
              description = "In a sentence",
              examples =
                  "5 minutes of open time from 2026-03-01T07:30:00Z on calendar around-the-clock,"
                      + " version 1.")
          String because) {}

  /** A wait for the caregiver. */
  @Schema(name = "Pause")
  record Pause(
      Instant from,
      @Nullable Instant until,
      RequestView.@Nullable Named by,
      @Schema(description = "The question") String words) {}

  static ClocksView of(
      Requests.Outcome outcome,
      List<RecordedEvent> history,
      Promises promises,
      Directory directory) {
    var pauses = pauses(history, new RequestView.Names(directory));
    return new ClocksView(
        outcome.now(),
        outcome.request().clocks().stream()
            .map(clock -> explain(clock, pauses, outcome.now(), promises))
            .toList());
  }

  private static Explained explain(
      RequestClock clock, List<Pause> pauses, Instant now, Promises promises) {
    var engine = clock.clock(promises);
    return new Explained(
        clock.kind(),
        clock.cycle(),
        clock.policy(),
        clock.calendar(),
        clock.impact(),
        engine.target(),
        engine.startedAt(),
        engine.state(),
        engine.elapsedAt(now),
        engine.grossAt(now),
        engine.dueAt().orElse(null),
        engine.breachedAt(),
        engine.stoppedAt(),
        engine.resumesAt(),
        engine.verdict(),
        clock.isCancelled(),
        engine.stepPercents(),
        engine.firedSteps(),
        clock.kind() == ClockKind.ACKNOWLEDGE ? List.of() : during(engine, pauses),
        because(clock, engine));
  }

  private static List<Pause> during(SlaClock clock, List<Pause> pauses) {
    return pauses.stream()
        .filter(pause -> pause.until() == null || pause.until().isAfter(clock.startedAt()))
        .filter(pause -> clock.stoppedAt() == null || pause.from().isBefore(clock.stoppedAt()))
        .toList();
  }

  private static String because(RequestClock clock, SlaClock engine) {
    return "%s of open time from %s on calendar %s, version %d; impact %s by policy %s, version %d."
        .formatted(
            words(engine.target()),
            engine.startedAt(),
            clock.calendar().code(),
            clock.calendar().version(),
            LowerCase.of(clock.impact()),
            clock.policy().code(),
            clock.policy().version());
  }

  private static String words(Duration target) {
    if (target.toMinutesPart() == 0 && target.toSecondsPart() == 0) {
      return target.toHours() == 1 ? "1 hour" : target.toHours() + " hours";
    }
    return target.toMinutes() == 1 ? "1 minute" : target.toMinutes() + " minutes";
  }

  private static List<Pause> pauses(List<RecordedEvent> history, RequestView.Names names) {
    var pauses = new ArrayList<Pause>();
    Pause present = null;
    for (var recorded : history) {
      var event = recorded.event();
      if (event instanceof Asked(String question)) {
        var actor = recorded.actor();
        present =
            new Pause(recorded.at(), null, actor == null ? null : names.person(actor), question);
      } else if (present != null && endsWait(event)) {
        pauses.add(new Pause(present.from(), recorded.at(), present.by(), present.words()));
        present = null;
      }
    }
    if (present != null) {
      pauses.add(present);
    }
    return pauses;
  }

  private static boolean endsWait(Object event) {
    return switch (event) {
      case Answered answered -> true;
      case WaitEnded ended -> true;
      case Resolved resolved -> true;
      case Declined declined -> true;
      case Withdrawn withdrawn -> true;
      default -> false;
    };
  }
}
