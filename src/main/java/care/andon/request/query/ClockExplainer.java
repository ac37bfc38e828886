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
import care.andon.request.Requests;
import care.andon.request.query.ClocksView.Explained;
import care.andon.request.query.ClocksView.Pause;
import care.andon.request.query.ClocksView.StepToCome;
import care.andon.request.query.ClocksView.Stretch;
import care.andon.request.query.ClocksView.Target;
import care.andon.sla.Promises;
import care.andon.sla.engine.SlaClock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explains the clocks of a request to the caller of an act.
 *
 * @param zone that of the facility
 * @param waits the waits for the caregiver, in the order in which they began
 */
record ClockExplainer(
    Requests.Outcome outcome,
    RequestView.Names names,
    Promises promises,
    ZoneId zone,
    List<Pause> waits) {

  static ClockExplainer of(
      Requests.Outcome outcome,
      List<RecordedEvent> history,
      Promises promises,
      Directory directory) {
    var names = new RequestView.Names(directory);
    var zone = directory.facility(outcome.request().filed().facility()).orElseThrow().timeZone();
    return new ClockExplainer(outcome, names, promises, zone, waits(history, names));
  }

  /** Explains one clock. */
  Explained explain(ClockHistory history) {
    var clock = history.clock();
    var engine = clock.clock(promises);
    var now = outcome.now();
    return new Explained(
        clock.kind(),
        clock.cycle(),
        clock.policy(),
        policyBecause(history),
        clock.calendar(),
        engine.calendar().zone().getId(),
        clock.impact(),
        engine.target(),
        history.targets().stream().map(this::target).toList(),
        engine.startedAt(),
        engine.state(),
        engine.elapsedAt(now),
        engine.grossAt(now),
        engine.dueAt().orElse(null),
        engine.breachedAt(),
        engine.stoppedAt(),
        engine.resumesAt(),
        clock.verdict(promises),
        clock.isCancelled(),
        engine.stepPercents(),
        engine.firedSteps(),
        history.stepsToCome(promises).stream()
            .map(step -> new StepToCome(step.percent(), step.at()))
            .toList(),
        history.stretches().stream().map(stretch -> stretch(stretch, engine)).toList(),
        clock.kind() == ClockKind.ACKNOWLEDGE ? List.of() : during(engine),
        new ClockDescription(history, engine, now, zone, this::nameOf).text());
  }

  private static String policyBecause(ClockHistory history) {
    var clock = history.clock();
    return history
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
    return names.by(event, outcome.request().askers(), outcome.actor().self()).orElse(null);
  }

  private String nameOf(RecordedEvent event) {
    var by = by(event);
    return by == null ? "the caregiver" : by.name();
  }

  /** The words that came with an event that changed a clock; the caregiver sees all of them. */
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
      case Reopened(var reason, var why) -> reason;
      case Declined(var reason, var words, var alternative) -> words;
      case Withdrawn(var words) -> words;
      default -> null;
    };
  }

  private List<Pause> during(SlaClock clock) {
    return waits.stream()
        .filter(pause -> pause.until() == null || pause.until().isAfter(clock.startedAt()))
        .filter(pause -> clock.stoppedAt() == null || pause.from().isBefore(clock.stoppedAt()))
        .toList();
  }

  private static List<Pause> waits(List<RecordedEvent> history, RequestView.Names names) {
    var waits = new ArrayList<Pause>();
    Pause present = null;
    for (var recorded : history) {
      var event = recorded.event();
      if (event instanceof Asked(String question)) {
        var actor = recorded.actor();
        present =
            new Pause(recorded.at(), null, actor == null ? null : names.person(actor), question);
      } else if (present != null && endsWait(event)) {
        waits.add(new Pause(present.from(), recorded.at(), present.by(), present.words()));
        present = null;
      }
    }
    if (present != null) {
      waits.add(present);
    }
    return waits;
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
