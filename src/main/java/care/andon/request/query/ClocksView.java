package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.directory.PersonName;
import care.andon.history.EventTypes;
import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Acknowledged;
import care.andon.history.RequestEvent.Answered;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Assessed;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.AssigneeLeft;
import care.andon.history.RequestEvent.Audience;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.ImpactChanged;
import care.andon.history.RequestEvent.Messaged;
import care.andon.history.RequestEvent.Reopened;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.WaitEnded;
import care.andon.history.RequestEvent.Withdrawn;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.request.Requests;
import care.andon.sla.Promises;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.FiredStep;
import care.andon.sla.engine.SlaClock;
import care.andon.sla.engine.Verdict;
import care.andon.versioned.VersionRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The promises of a request, explained. */
@Schema(name = "RequestClocks")
public record ClocksView(
    @Schema(description = "Elapsed and gross times are as of this instant") Instant asOf,
    List<Explained> clocks) {

  /** One promise and how it came about. */
  @Schema(name = "RequestClockExplanation")
  record Explained(
      ClockKind kind,
      @Schema(description = "Cycle of the update clock. 1 for the other clocks") int cycle,
      VersionRef policy,
      @Schema(
              description = "Why this policy applies",
              examples =
                  "This policy is made for this impact and category, so it goes before the more"
                      + " general patient-waiting.")
          String policyBecause,
      VersionRef calendar,
      @Schema(description = "The time zone of the calendar", examples = "America/Chicago")
          String timeZone,
      @Schema(description = "The impact for which the target was set") Impact impact,
      @Schema(description = "Open time until it falls due") Duration target,
      @Schema(description = "The first target and every change of it") List<Target> targets,
      Instant startedAt,
      ClockState state,
      @Schema(description = "Open time while the clock ran") Duration elapsed,
      @Schema(description = "Wall-clock time, without pauses") Duration gross,
      @Nullable Instant dueAt,
      @Nullable Instant breachedAt,
      @Nullable Instant stoppedAt,
      @Schema(description = "When a pause ends by itself") @Nullable Instant resumesAt,
      Verdict verdict,
      @Schema(
              description =
                  "Whether the request was withdrawn before the clock fell due. Then it is not measured")
          boolean cancelled,
      @Schema(description = "Steps, in percent of the target") List<Integer> steps,
      @Schema(description = "The steps that were reached") List<FiredStep> firedSteps,
      @Schema(description = "The steps that will be reached if nothing else happens")
          List<StepToCome> stepsToCome,
      @Schema(
              description =
                  "What the clock did from its start to `asOf`, without gaps. `elapsed` is"
                      + " the open time of the stretches in which it was running")
          List<Stretch> stretches,
      @Schema(description = "Pauses: waits for the caregiver") List<Pause> pauses,
      @Schema(
              description =
                  "Why it is due when it is due, in one sentence, in the time zone of the"
                      + " calendar",
              examples =
                  "Due Monday 09:30: 4 working hours from Friday 16:30, closed Saturday and"
                      + " Sunday.")
          String because) {}

  /** What the target was from an instant on. */
  @Schema(name = "RequestClockTarget")
  record Target(
      Instant from,
      @Schema(description = "Open time from the start of the clock until it falls due")
          Duration target,
      @Schema(description = "The impact for which the target was set") Impact impact,
      @Schema(description = "The event that set it, as in the history", examples = "impact_changed")
          String event,
      @Schema(description = "The person who did it. Absent for an anonymous requester")
          @Nullable PersonName by,
      @Nullable String words) {}

  /** A time during which a clock was in one state. */
  @Schema(name = "RequestClockStretch")
  record Stretch(
      ClockState state,
      Instant from,
      @Schema(description = "The end. Absent while the stretch lasts") @Nullable Instant until,
      @Schema(description = "Open time within the stretch, up to `asOf`") Duration openTime,
      @Schema(
              description =
                  "The event that began it, as in the history. `wait_ended` for a pause that"
                      + " ended automatically",
              examples = "asked")
          String event,
      @Schema(
              description =
                  "The person who did it. Absent for automatic events and for an anonymous requester")
          @Nullable PersonName by,
      @Nullable String words) {}

  /** A step that has not been reached yet. */
  @Schema(name = "RequestClockStepToCome")
  record StepToCome(int percent, Instant at) {}

  /** A wait for the caregiver. */
  @Schema(name = "RequestClockPause")
  record Pause(
      Instant from,
      @Nullable Instant until,
      @Nullable PersonName by,
      @Schema(description = "The question") String words) {}

  public static ClocksView of(
      Requests.Outcome outcome,
      List<RecordedEvent> history,
      Promises promises,
      Directory directory) {
    var reader = new Reader(outcome, new RequestView.Names(directory), promises);
    var pauses = pauses(history, new RequestView.Names(directory));
    return new ClocksView(
        outcome.now(),
        ClockHistory.of(history, promises, outcome.now()).stream()
            .map(account -> reader.explain(account, pauses))
            .toList());
  }

  /** Explains for the caller of {@code outcome}. */
  private record Reader(Requests.Outcome outcome, RequestView.Names names, Promises promises) {

    Explained explain(ClockHistory account, List<Pause> pauses) {
      var clock = account.clock();
      var engine = clock.clock(promises);
      var now = outcome.now();
      return new Explained(
          clock.kind(),
          clock.cycle(),
          clock.policy(),
          policyBecause(account),
          clock.calendar(),
          engine.calendar().zone().getId(),
          clock.impact(),
          engine.target(),
          account.targets().stream().map(this::target).toList(),
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
          account.stepsToCome(promises).stream()
              .map(step -> new StepToCome(step.percent(), step.at()))
              .toList(),
          account.stretches().stream().map(stretch -> stretch(stretch, engine)).toList(),
          clock.kind() == ClockKind.ACKNOWLEDGE ? List.of() : during(engine, pauses),
          new ClockDescription(account, engine, now, this::nameOf).text());
    }

    private static String policyBecause(ClockHistory account) {
      var clock = account.clock();
      return account
          .targets()
          .getLast()
          .whyPolicy()
          .orElseGet(
              () ->
                  "It began under policy %s, version %d, and keeps it."
                      .formatted(clock.policy().code(), clock.policy().version()));
    }

    private Target target(ClockHistory.Target target) {
      return new Target(
          target.from(),
          target.target(),
          target.impact(),
          EventTypes.nameOf(target.because().event().getClass()),
          by(target.because()),
          words(target.because().event()));
    }

    private Stretch stretch(ClockHistory.Stretch stretch, SlaClock engine) {
      var because = stretch.because();
      return new Stretch(
          stretch.state(),
          stretch.from(),
          stretch.until(),
          stretch.openTime(engine, outcome.now()),
          EventTypes.nameOf(because == null ? WaitEnded.class : because.event().getClass()),
          because == null ? null : by(because),
          because == null ? null : words(because.event()));
    }

    private @Nullable PersonName by(RecordedEvent event) {
      var actor = event.actor();
      return actor == null || isHidden(actor) ? null : names.person(actor);
    }

    private String nameOf(PersonId person) {
      return isHidden(person) ? "the caregiver" : names.person(person).name();
    }

    private boolean isHidden(PersonId person) {
      return outcome.request().isAskedBy(person) && !outcome.actor().seesAskerOf(outcome.request());
    }
  }

  /** What was said with what moved a clock; the caregiver saw all of it. */
  private static @Nullable String words(RequestEvent event) {
    return switch (event) {
      case Acknowledged(var promisedBy, var words) -> words;
      case Assigned(var team, var assignee, var reason) -> reason;
      case AssigneeLeft(var person, var team, var assignee, var reason) -> reason;
      case Messaged(var audience, var words, var fromCaregiver) ->
          audience == Audience.CAREGIVER ? words : null;
      case Asked(var question) -> question;
      case Answered(var words) -> words;
      case ImpactChanged(var from, var to, var reason) -> reason;
      case Assessed(var impact, var reason) -> reason;
      case Resolved(var words) -> words;
      case Reopened(var reason) -> reason;
      case Declined(var reason, var words, var alternative) -> words;
      case Withdrawn(var words) -> words;
      default -> null;
    };
  }

  private static List<Pause> during(SlaClock clock, List<Pause> pauses) {
    return pauses.stream()
        .filter(pause -> pause.until() == null || pause.until().isAfter(clock.startedAt()))
        .filter(pause -> clock.stoppedAt() == null || pause.from().isBefore(clock.stoppedAt()))
        .toList();
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
