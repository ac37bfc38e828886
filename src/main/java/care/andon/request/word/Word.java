package care.andon.request.word;

import care.andon.history.EventTypes;
import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Acknowledged;
import care.andon.history.RequestEvent.Answered;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Assessed;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.Audience;
import care.andon.history.RequestEvent.Confirmed;
import care.andon.history.RequestEvent.DeclineReason;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.ImpactChanged;
import care.andon.history.RequestEvent.Messaged;
import care.andon.history.RequestEvent.Reopened;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.Withdrawn;
import care.andon.kernel.PersonId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Words that came with an event, from the department to the caregiver or from the caregiver. The
 * history has the only copy of them: a statement that reads a request looks them up there. Notes
 * for the department are no words in this sense.
 *
 * @param event the type of the event
 * @param actor the person of the department who said it; null if the caregiver did
 * @param asker the number of the asker who said it; null if the department did
 * @param decline only if the department declined the request
 */
public record Word(
    String event,
    Instant at,
    @Nullable PersonId actor,
    @Nullable Integer asker,
    String words,
    @Nullable Decline decline) {

  /** Why the department declined the request, and what it proposed instead. */
  public record Decline(DeclineReason reason, @Nullable String alternative) {}

  /** The words in the payload of an event, over the columns of {@code request_event word}. */
  static final String WORDS =
      "coalesce(word.payload->>'words', word.payload->>'question', word.payload->>'reason')";

  /**
   * Returns the words of an event: the rule of {@link LatestWords#COLUMN}, for an event in memory.
   */
  public static Optional<Word> of(RecordedEvent recorded) {
    var words = recorded.isAutomatic() ? null : words(recorded.event());
    return Optional.ofNullable(words)
        .map(
            said ->
                new Word(
                    EventTypes.nameOf(recorded.event().getClass()),
                    recorded.at(),
                    recorded.actor(),
                    recorded.asker(),
                    said,
                    recorded.event() instanceof Declined(var reason, _, var alternative)
                        ? new Decline(reason, alternative)
                        : null));
  }

  private static @Nullable String words(RequestEvent event) {
    return switch (event) {
      case Messaged message -> message.audience() == Audience.CAREGIVER ? message.words() : null;
      case Acknowledged acknowledged -> acknowledged.words();
      case Assigned assigned -> assigned.reason();
      case Asked asked -> asked.question();
      case Assessed assessed -> assessed.reason();
      case Resolved resolved -> resolved.words();
      case Declined declined -> declined.words();
      case Answered answered -> answered.words();
      case ImpactChanged changed -> changed.reason();
      case Confirmed confirmed -> confirmed.words();
      case Reopened reopened -> reopened.reason();
      case Withdrawn withdrawn -> withdrawn.words();
      default -> null;
    };
  }
}
