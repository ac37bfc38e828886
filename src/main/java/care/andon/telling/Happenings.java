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
import care.andon.history.RequestEvent.EscalationUnanswered;
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
import care.andon.telling.engine.NoticeOccasion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says about which events people are told. */
final class Happenings {
  private Happenings() {}

  /** Returns what people are told about an event. Empty if no person is told about it. */
  static Optional<Happening> of(RecordedEvent recorded) {
    return switch (recorded.event()) {
      case Opened opened -> assigned(recorded, opened.routed().person());
      case RoutedAgain again -> assigned(recorded, again.routed().person());
      case Assigned assigned -> assigned(recorded, assigned.assignee());
      case GivenBack given -> assigned(recorded, given.to());
      case HandedOver handed -> assigned(recorded, handed.to());
      case AssigneeLeft left -> assigned(recorded, left.assignee());
      case Escalated escalated -> escalated(recorded, escalated);
      case EscalationUnanswered(int number) ->
          Optional.of(new Happening(NoticeOccasion.LAST_RESORT, null, null, List.of(), number));
      case Warned _ -> about(recorded, NoticeOccasion.WARNED);
      case PromiseMissed _ -> about(recorded, NoticeOccasion.PROMISE_MISSED);
      case Messaged message -> messaged(recorded, message);
      case Answered _ -> about(recorded, NoticeOccasion.CAREGIVER_ANSWERED);
      case Reopened _ -> about(recorded, NoticeOccasion.REOPENED);
      case ImpactChanged changed when changed.to().isMorePressingThan(changed.from()) ->
          about(recorded, NoticeOccasion.IMPACT_RAISED);
      case Acknowledged _ -> about(recorded, NoticeOccasion.ACKNOWLEDGED);
      case Asked _ -> about(recorded, NoticeOccasion.QUESTION);
      case Resolved _ -> about(recorded, NoticeOccasion.RESOLVED);
      case Declined _ -> about(recorded, NoticeOccasion.DECLINED);
      default -> Optional.empty();
    };
  }

  private static Optional<Happening> messaged(RecordedEvent recorded, Messaged message) {
    if (message.fromCaregiver()) {
      return about(recorded, NoticeOccasion.CAREGIVER_WROTE);
    }
    return message.audience() == Audience.CAREGIVER
        ? about(recorded, NoticeOccasion.ANSWER)
        : Optional.empty();
  }

  private static Optional<Happening> escalated(RecordedEvent recorded, Escalated escalated) {
    return Optional.of(
        new Happening(
            NoticeOccasion.ESCALATED,
            recorded.actor(),
            recorded.asker(),
            escalated.to(),
            escalated.number()));
  }

  private static Optional<Happening> assigned(RecordedEvent recorded, @Nullable PersonId to) {
    return Optional.of(
        new Happening(
            NoticeOccasion.ASSIGNED,
            recorded.actor(),
            recorded.asker(),
            to == null ? List.of() : List.of(to),
            null));
  }

  private static Optional<Happening> about(RecordedEvent recorded, NoticeOccasion occasion) {
    return Optional.of(
        new Happening(occasion, recorded.actor(), recorded.asker(), List.of(), null));
  }
}
