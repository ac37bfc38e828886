package care.andon.request.query;

import care.andon.directory.PersonName;
import care.andon.request.Actor;
import care.andon.request.SupportRequest;
import care.andon.request.word.Word;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Words of the department or of the caregiver, as a caller sees them. */
@Schema(
    name = "RequestWord",
    description = "Words of the department or of the caregiver, without internal notes.")
record WordView(
    Instant at,
    @Schema(description = "The person who said it. Absent for an asker who is anonymous to you")
        @Nullable PersonName by,
    @Schema(description = "The type of the event in the history", examples = "messaged")
        String type,
    @Schema(examples = "The pump is on its way from 5 West") String words) {

  static @Nullable WordView of(
      @Nullable Word word, SupportRequest request, Actor viewer, RequestView.Names names) {
    return word == null
        ? null
        : new WordView(
            word.at(),
            names.by(word.asker(), word.actor(), request.askers(), viewer.self()).orElse(null),
            word.event(),
            word.words());
  }
}
