package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.directory.PersonName;
import care.andon.history.RequestEvent.EscalationCause;
import care.andon.kernel.ClockKind;
import care.andon.request.Actor;
import care.andon.request.Requests;
import care.andon.request.escalation.EscalationState;
import care.andon.request.escalation.RequestEscalation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An escalation as a caller sees it. */
@Schema(
    name = "Escalation",
    description =
        "A call to a tier about a promise: the people called, their deadline, and the person who"
            + " answered.")
public record EscalationView(
    @Schema(description = "Number of the escalation within the request, from 1", examples = "1")
        int number,
    @Schema(description = "The clock whose promise was missed") ClockKind clock,
    @Schema(description = "Cycle of the update clock. 1 for the other clocks", examples = "1")
        int cycle,
    @Schema(
            description = "The step of the clock, in percent of its target. 0 if no step caused it",
            examples = "100")
        int percent,
    @Schema(
            description =
                "1 team lead, 2 department director or house supervisor, 3 administrator on call,"
                    + " 4 executive",
            examples = "1")
        int tier,
    @Schema(
            description =
                "The people on call at that instant. Empty if nobody was on call at any tier")
        List<PersonName> people,
    @Schema(description = "The instant it was due, even if it was noticed later") Instant at,
    Instant noticedAt,
    @Schema(description = "The deadline for an answer, inclusive") Instant answerBy,
    @Schema(
            description =
                "Why the tier was called: a step of a clock, no answer from the tier below, a"
                    + " taken escalation without a word to the caregiver since (`gone_quiet`), no"
                    + " person at the tier below who could be reached (`not_reached`), a"
                    + " reopened request without further steps, an unrouted request, or an assignee"
                    + " whose shift ended while nobody of the team was on call")
        EscalationCause cause,
    @Schema(
            description =
                "Number of the escalation before it, which nobody answered, which reached nobody,"
                    + " or which went quiet")
        @Nullable Integer follows,
    EscalationState state,
    @Schema(description = "The person who answered") @Nullable PersonName takenBy,
    @Nullable Instant takenAt,
    @Schema(description = "The comment with the answer. The caregiver does not see it")
        @Nullable String words,
    @Schema(
            description =
                "How long the caregiver may hear nothing while the promise stays missed, in open"
                    + " time of the update promise: then the tier above is called. Absent unless it"
                    + " was taken",
            examples = "PT15M")
        @Nullable Duration wordWithin,
    @Schema(description = "The people called who could not be reached. Empty if all were reached")
        List<PersonName> notReached,
    @Nullable Instant endedAt,
    @Schema(
            description =
                "Number of the escalation that continues it, or with which it was answered")
        @Nullable Integer ledTo) {

  public static EscalationView of(RequestEscalation escalation, Actor viewer, Directory directory) {
    var names = new RequestView.Names(directory);
    var takenBy = escalation.takenBy();
    return new EscalationView(
        escalation.number(),
        escalation.clock(),
        escalation.cycle(),
        escalation.percent(),
        escalation.tier(),
        escalation.people().stream().map(names::person).toList(),
        escalation.at(),
        escalation.noticedAt(),
        escalation.answerBy(),
        escalation.cause(),
        escalation.follows(),
        escalation.state(),
        takenBy == null ? null : names.person(takenBy),
        escalation.takenAt(),
        viewer.seesInternalNotes() ? escalation.words() : null,
        escalation.wordWithin(),
        escalation.notReached().stream().map(names::person).toList(),
        escalation.endedAt(),
        escalation.ledTo());
  }

  /** An escalation in a list, with the request it is about. */
  @Schema(name = "EscalationOfRequest")
  public record OfRequest(
      @Schema(description = "The request, without its clocks") RequestView request,
      EscalationView escalation) {}

  /** The whole ladder of a request. */
  @Schema(name = "RequestEscalations")
  public record Ladder(@Schema(description = "Oldest first") List<EscalationView> items) {

    public static Ladder of(Requests.Outcome outcome, Directory directory) {
      return new Ladder(
          outcome.request().ladder().inOrder().stream()
              .map(it -> EscalationView.of(it, outcome.actor(), directory))
              .toList());
    }
  }
}
