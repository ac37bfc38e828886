package care.andon.telling;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.Acknowledged;
import care.andon.history.RequestEvent.Answered;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.AssigneeLeft;
import care.andon.history.RequestEvent.Audience;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.Escalated;
import care.andon.history.RequestEvent.GivenBack;
import care.andon.history.RequestEvent.HandedOver;
import care.andon.history.RequestEvent.ImpactChanged;
import care.andon.history.RequestEvent.Messaged;
import care.andon.history.RequestEvent.Opened;
import care.andon.history.RequestEvent.PromiseMissed;
import care.andon.history.RequestEvent.Reopened;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.RoutedAgain;
import care.andon.history.RequestEvent.Warned;
import care.andon.kernel.PersonId;
import care.andon.telling.engine.Happening;
import care.andon.telling.engine.Occasion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says about which events people are told. */
final class Happenings {
  private Happenings() {}

  /** Returns what people are told about an event. Empty if nobody is told about it. */
  static Optional<Happening> of(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case Opened opened -> assigned(recorded, opened.routed().person());
      case RoutedAgain again -> assigned(recorded, again.routed().person());
      case Assigned assigned -> assigned(recorded, assigned.assignee());
      case GivenBack given -> assigned(recorded, given.to());
      case HandedOver handed -> assigned(recorded, handed.to());
      case AssigneeLeft left -> assigned(recorded, left.assignee());
      case Escalated escalated -> escalated(recorded, escalated);
      case Warned _ -> about(recorded, Occasion.WARNED);
      case PromiseMissed _ -> about(recorded, Occasion.PROMISE_MISSED);
      case Messaged message -> messaged(recorded, message);
      case Answered _ -> about(recorded, Occasion.CAREGIVER_ANSWERED);
      case Reopened _ -> about(recorded, Occasion.REOPENED);
      case ImpactChanged changed when changed.to().isMorePressingThan(changed.from()) ->
          about(recorded, Occasion.IMPACT_RAISED);
      case Acknowledged _ -> about(recorded, Occasion.ACKNOWLEDGED);
      case Asked _ -> about(recorded, Occasion.QUESTION);
      case Resolved _ -> about(recorded, Occasion.RESOLVED);
      case Declined _ -> about(recorded, Occasion.DECLINED);
      default -> Optional.empty();
    };
  }

  private static Optional<Happening> messaged(RecordedEvent recorded, Messaged message) {
    if (message.fromCaregiver()) {
      return about(recorded, Occasion.CAREGIVER_WROTE);
    }
    return message.audience() == Audience.CAREGIVER
        ? about(recorded, Occasion.ANSWER)
        : Optional.empty();
  }

  private static Optional<Happening> escalated(RecordedEvent recorded, Escalated escalated) {
    return Optional.of(
        new Happening(
            Occasion.ESCALATED,
            recorded.actor(),
            recorded.asker(),
            escalated.to(),
            escalated.number()));
  }

  private static Optional<Happening> assigned(RecordedEvent recorded, @Nullable PersonId to) {
    return Optional.of(
        new Happening(
            Occasion.ASSIGNED,
            recorded.actor(),
            recorded.asker(),
            to == null ? List.of() : List.of(to),
            null));
  }

  private static Optional<Happening> about(RecordedEvent recorded, Occasion occasion) {
    return Optional.of(
        new Happening(occasion, recorded.actor(), recorded.asker(), List.of(), null));
  }
}
