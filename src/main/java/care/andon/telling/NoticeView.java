package care.andon.telling;

import care.andon.directory.PersonName;
import care.andon.telling.engine.NoticeOccasion;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A person who was to be told about an event, and what came of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RequestNotice", description = "A person who was to be told about an event.")
public record NoticeView(
    UUID id,
    @Schema(examples = "SR-20418") String reference,
    @Schema(description = "The event of the request") int seq,
    @Schema(
            description =
                "Absent for an asker who is anonymous to you, and for the last resort of the facility")
        @Nullable PersonName person,
    @Schema(description = "The number of the asker; absent for the department")
        @Nullable Integer asker,
    NoticeOccasion occasion,
    @Schema(description = "The number of the escalation that called the person")
        @Nullable Integer escalation,
    Instant at,
    NoticeStatus state,
    @Schema(description = "Absent while messages may follow") @Nullable Instant endedAt,
    @Schema(description = "Every message, oldest first. Absent for caregivers")
        @Nullable List<TryView> tries) {

  /** Where a notice stands. */
  @Schema(
      name = "NoticeStatus",
      description =
          "waiting: messages may follow; told: it was accepted; over: it was no longer needed;"
              + " off_duty: the person was not on call; no_contact: the person has no verified"
              + " contact; given_up: it was sent eight times; stale: it was older than a day")
  public enum NoticeStatus {
    WAITING,
    TOLD,
    OVER,
    OFF_DUTY,
    NO_CONTACT,
    GIVEN_UP,
    STALE
  }

  /** One message. */
  @Schema(name = "NoticeTry", description = "One message about an event.")
  public record TryView(
      Instant at,
      OutgoingMessage.Said said,
      @Schema(description = "The kind of the contact", examples = "email") String kind,
      TryOutcome outcome,
      @Schema(
              description = "The status of the gateway, or `timeout`, `unreachable`",
              examples = "250")
          String code) {}

  /** What became of a message. */
  @Schema(name = "NoticeTryOutcome")
  public enum TryOutcome {
    ACCEPTED,
    FAILED
  }
}
