package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.directory.PersonName;
import care.andon.history.RequestEvent.EscalationCause;
import care.andon.kernel.ClockKind;
import care.andon.request.Actor;
import care.andon.request.Requests;
import care.andon.request.escalation.EscalationState;
import care.andon.request.escalation.RequestEscalation;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An escalation as a caller sees it. */
@Schema(
    name = "Escalation",
    description = "Whom a missed promise called, by when they had to answer, and who did.")
public record EscalationView(
    @Schema(description = "Counts the escalations of the request from 1", examples = "1")
        int number,
    @Schema(description = "The promise it is about") ClockKind clock,
    @Schema(description = "Which of the silences; 1 for the other clocks", examples = "1")
        int cycle,
    @Schema(
            description =
                "The step of that clock, in percent of its target; 0 where it was not a step",
            examples = "100")
        int percent,
    @Schema(
            description =
                "1 team lead, 2 department director or house supervisor, 3 administrator on call,"
                    + " 4 executive",
            examples = "1")
        int tier,
    @Schema(description = "Who was there at that instant; empty when nobody was at any tier")
        List<PersonName> people,
    @Schema(description = "When it was due, however late it was noticed") Instant at,
    Instant noticedAt,
    @Schema(description = "When somebody has to say \"I have it\"; that instant is in time")
        Instant answerBy,
    @Schema(
            description =
                "A step of a clock; that the tier below did not answer; \"not fixed\", about a promise"
                    + " whose steps had all been taken; that nobody reachable had it; or that the"
                    + " assignee's shift ended and nobody of the team was on call")
        EscalationCause cause,
    @Schema(description = "The number of the one that nobody answered") @Nullable Integer follows,
    EscalationState state,
    @Schema(description = "Who has it") @Nullable PersonName takenBy,
    @Nullable Instant takenAt,
    @Schema(description = "What they said with it; not for the caregiver") @Nullable String words,
    @Nullable Instant endedAt,
    @Schema(
            description =
                "The number it went on in: of the tier above, or of the one with which it was"
                    + " answered")
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
        escalation.endedAt(),
        escalation.ledTo());
  }

  /** An escalation in a list, with the request it is about. */
  @Schema(name = "EscalationOfRequest")
  public record OfRequest(
      @Schema(description = "Without its clocks") RequestView request, EscalationView escalation) {}

  /** The whole ladder of a request. */
  @Schema(name = "RequestEscalations")
  public record Ladder(
      @Schema(description = "In the order in which they began") List<EscalationView> items) {

    public static Ladder of(Requests.Outcome outcome, Directory directory) {
      return new Ladder(
          outcome.request().ladder().inOrder().stream()
              .map(it -> EscalationView.of(it, outcome.actor(), directory))
              .toList());
    }
  }
}
