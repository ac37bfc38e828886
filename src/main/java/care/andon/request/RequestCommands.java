package care.andon.request;

import care.andon.history.RequestEvent.Audience;
import care.andon.history.RequestEvent.DeclineReason;
import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.kernel.Visibility;
import care.andon.platform.text.MaxLength;
import care.andon.platform.text.VisibleText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What callers send. */
public final class RequestCommands {
  static final int WORDS = 4_000;
  private static final int NAME = 200;
  private static final int ROOM = 100;
  private static final int WEEK_OF_MINUTES = 7 * 24 * 60;
  private static final String REQUIRED = "Send it; it cannot be left out";
  private static final String NOT_EMPTY = "Send at least one word";

  private RequestCommands() {}

  @Schema(name = "OpenRequest", description = "A new request. Three fields are enough.")
  public record OpenRequest(
      @NotNull(message = REQUIRED) @Schema(description = "What the need does to care")
          Impact impact,
      @NotNull(message = REQUIRED)
          @Schema(description = "The category, as on the tiles of the form")
          Category category,
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(
              description = "What is needed, in the caregiver's words",
              minLength = 1,
              maxLength = WORDS,
              examples = "Out of 18G IV catheters on 4 West")
          String need,
      @MaxLength(NAME)
          @Schema(
              description = "Id or code of the unit. Without it: the unit in your token",
              maxLength = NAME,
              examples = "4W")
          @Nullable String unit,
      @MaxLength(ROOM) @Schema(maxLength = ROOM, examples = "412") @Nullable String room,
      @MaxLength(NAME) @Schema(maxLength = NAME, examples = "IV catheter 18G")
          @Nullable String item,
      @Min(value = 0, message = "Send 0 or more")
          @Max(value = WEEK_OF_MINUTES, message = "Send at most {value}")
          @Schema(description = "Your estimate of the minutes lost", examples = "15")
          @Nullable Integer minutesLost,
      @MaxLength(NAME)
          @Schema(
              description = "Id or username of the colleague for whom you file",
              maxLength = NAME)
          @Nullable String onBehalfOf,
      @Schema(description = "Who may see the request. Without it: the category's default")
          @Nullable Visibility visibility,
      @Schema(
              description =
                  "When you asked, by your device. Limited to the last 72 hours and not after"
                      + " the server's time")
          @Nullable Instant askedAt) {}

  @Schema(name = "RequestAcknowledgement", description = "Acknowledges a request.")
  public record Acknowledge(
      @Schema(
              description =
                  "A promise to the caregiver: the instant by which help arrives, in the future")
          @Nullable Instant promisedBy,
      @MaxLength(WORDS) @Schema(maxLength = WORDS, examples = "On my way with a box")
          @Nullable String words) {}

  @Schema(
      name = "RequestAssignment",
      description = "Assigns a request to a team, a person, or both.")
  public record Assign(
      @MaxLength(NAME) @Schema(description = "Id or code", maxLength = NAME) @Nullable String team,
      @MaxLength(NAME) @Schema(description = "Id or username", maxLength = NAME)
          @Nullable String assignee,
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(
              description = "The reason. The caregiver sees it",
              minLength = 1,
              maxLength = WORDS,
              examples = "Pharmacy stocks these")
          String reason) {}

  @Schema(name = "RequestReason")
  public record Reason(
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(
              description = "The reason",
              minLength = 1,
              maxLength = WORDS,
              examples = "I am called to the operating rooms")
          String reason) {}

  @Schema(name = "HandoverOrder", description = "How to hand over all your open requests.")
  public record HandOver(
      @MaxLength(NAME)
          @Schema(
              description =
                  "Id or code of the team that gets the requests. Without it: each request's"
                      + " own team",
              maxLength = NAME)
          @Nullable String team,
      @MaxLength(NAME)
          @Schema(
              description =
                  "Id or username of the new assignee. Without it: the next person on call",
              maxLength = NAME,
              examples = "luis.romero")
          @Nullable String assignee,
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(
              description = "For the department only; the caregiver does not see it",
              minLength = 1,
              maxLength = WORDS,
              examples = "The van comes at 21:00; the key is at the desk")
          String note) {}

  @Schema(name = "RequestMessage")
  public record Message(
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(minLength = 1, maxLength = WORDS, examples = "The box left the store room")
          String words,
      @Schema(description = "Who reads it. Without it: the caregiver and the department")
          @Nullable Audience audience) {}

  @Schema(name = "RequestQuestion")
  public record Ask(
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(minLength = 1, maxLength = WORDS, examples = "Straight or winged?")
          String question) {}

  @Schema(name = "RequestStatement")
  public record Words(
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(minLength = 1, maxLength = WORDS)
          String words) {}

  @Schema(name = "RequestComment")
  public record OptionalWords(
      @MaxLength(WORDS) @Schema(maxLength = WORDS) @Nullable String words) {}

  @Schema(name = "RequestImpactChange")
  public record ChangeImpact(
      @NotNull(message = REQUIRED) Impact impact,
      @MaxLength(WORDS) @Schema(maxLength = WORDS) @Nullable String reason) {}

  @Schema(
      name = "RequestImpactAssessment",
      description = "A different assessment by an administrator. It moves no clock.")
  public record Assess(
      @NotNull(message = REQUIRED) Impact impact,
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(
              description = "The reason. The caregiver sees it",
              minLength = 1,
              maxLength = WORDS)
          String reason) {}

  @Schema(name = "RequestDecline", description = "Declines a request.")
  public record Decline(
      @NotNull(message = REQUIRED) DeclineReason reason,
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(description = "The reason, for the caregiver", minLength = 1, maxLength = WORDS)
          String words,
      @MaxLength(WORDS) @Schema(description = "An alternative for the caregiver", maxLength = WORDS)
          @Nullable String alternative) {}
}
