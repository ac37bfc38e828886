package care.andon.request.query;

import care.andon.directory.PersonName;
import care.andon.request.escalation.EscalationState;
import care.andon.request.escalation.LatestCalls;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The people an escalation reached, and their answer, in short. */
@Schema(
    name = "EscalationCall",
    description = "The people an escalation called, and their answer, in short.")
record CallView(
    @Schema(description = "Number of the escalation within the request", examples = "1") int number,
    @Schema(
            description =
                "1 team lead, 2 department director or house supervisor, 3 administrator on call,"
                    + " 4 executive",
            examples = "1")
        int tier,
    @Schema(description = "Empty if nobody was on call at any tier") List<PersonName> people,
    Instant at,
    @Schema(description = "The deadline for an answer, inclusive") Instant answerBy,
    EscalationState state,
    @Schema(description = "The person who answered") @Nullable PersonName takenBy,
    @Nullable Instant takenAt) {

  static CallView of(LatestCalls.Call call, RequestView.Names names) {
    var takenBy = call.takenBy();
    return new CallView(
        call.number(),
        call.tier(),
        call.people().stream().map(names::person).toList(),
        call.at(),
        call.answerBy(),
        call.state(),
        takenBy == null ? null : names.person(takenBy),
        call.takenAt());
  }
}
