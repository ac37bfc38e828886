package care.andon.request.escalation;

import care.andon.kernel.PersonId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last call for help of a request: its latest escalations, which are several if one step called
 * several tiers. So who was called, and who answered, is known without loading all escalations.
 *
 * @param all in the order of their numbers
 */
public record LatestCalls(List<Call> all) {
  public static final LatestCalls NONE = new LatestCalls(List.of());

  /** The latest calls as one text, for a {@code select} from {@code support_request}. */
  public static final String COLUMN =
      "(select concat(json_agg(json_build_object('number', called.number, 'tier', called.tier,"
          + " 'people', called.people, 'at', called.at, 'answerBy', called.answer_by,"
          + " 'state', called.state, 'takenBy', called.taken_by, 'takenAt', called.taken_at)"
          + " order by called.number)) from request_escalation called"
          + " where escalations > 0 and called.request_id = id and called.at ="
          + " (select max(other.at) from request_escalation other where other.request_id = id))";

  public LatestCalls {
    all = List.copyOf(all);
  }

  /** One escalation; see {@link RequestEscalation}. */
  public record Call(
      int number,
      int tier,
      List<PersonId> people,
      Instant at,
      Instant answerBy,
      EscalationState state,
      @Nullable PersonId takenBy,
      @Nullable Instant takenAt) {
    public Call {
      people = List.copyOf(people);
    }

    private static Call of(RequestEscalation escalation) {
      return new Call(
          escalation.number(),
          escalation.tier(),
          escalation.people(),
          escalation.at(),
          escalation.answerBy(),
          escalation.state(),
          escalation.takenBy(),
          escalation.takenAt());
    }
  }

  /** Returns the latest of escalations that are loaded. */
  static LatestCalls of(List<RequestEscalation> escalations) {
    return escalations.stream()
        .map(RequestEscalation::at)
        .max(Comparator.naturalOrder())
        .map(
            latest ->
                new LatestCalls(
                    escalations.stream()
                        .filter(it -> it.at().equals(latest))
                        .map(Call::of)
                        .toList()))
        .orElse(NONE);
  }
}
