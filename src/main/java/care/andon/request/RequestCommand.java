package care.andon.request;

import care.andon.history.RequestEvent.Audience;
import care.andon.history.RequestEvent.DeclineReason;
import care.andon.history.RequestEvent.RedactionKind;
import care.andon.history.RequestEvent.ReopenWhy;
import care.andon.history.RequestEvent.TakenThrough;
import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.platform.text.MaxLength;
import care.andon.platform.text.VisibleText;
import care.andon.request.state.RequestAction;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An act of a person on one request. {@link Requests#act} does it.
 *
 * <p>Commands that carry the same words share a body: {@link Reason}, {@link Statement} or {@link
 * Comment}. Other commands are their own body.
 */
public sealed interface RequestCommand {
  /** The greatest length of what people write. */
  int WORDS = 4_000;

  /** The greatest length of an id, a code or a username. */
  int NAME = 200;

  String REQUIRED = "Send it; it cannot be left out";
  String NOT_EMPTY = "Send at least one word";

  /** The name in the digests of idempotency keys. It never changes. */
  String name();

  /** What the caller sent. It is digested with {@link #name}. */
  default Object body() {
    return this;
  }

  /** An act that a request offers in {@code allowedActions}. */
  sealed interface Act extends RequestCommand {
    @Override
    default String name() {
      return WireNames.of(action());
    }

    /** The action, by which permission and state are checked. */
    default RequestAction action() {
      return switch (this) {
        case Acknowledge _ -> RequestAction.ACKNOWLEDGE;
        case Assign _ -> RequestAction.ASSIGN;
        case Take _ -> RequestAction.TAKE;
        case GiveBack _ -> RequestAction.GIVE_BACK;
        case Message _ -> RequestAction.MESSAGES;
        case Ask _ -> RequestAction.ASK;
        case Answer _ -> RequestAction.ANSWER;
        case ChangeImpact _ -> RequestAction.IMPACT;
        case Assess _ -> RequestAction.ASSESS;
        case Resolve _ -> RequestAction.RESOLVE;
        case Confirm _ -> RequestAction.CONFIRM;
        case Reopen _ -> RequestAction.REOPEN;
        case Decline _ -> RequestAction.DECLINE;
        case Withdraw _ -> RequestAction.WITHDRAW;
      };
    }
  }

  /** An act that chooses an assignee. */
  sealed interface Reassignment extends Act {}

  @Schema(name = "RequestAcknowledgement", description = "Acknowledges a request.")
  record Acknowledge(
      @Schema(
              description =
                  "A promise to the caregiver: the instant by which help arrives, in the future")
          @Nullable Instant promisedBy,
      @MaxLength(WORDS) @Schema(examples = "On my way with a box") @Nullable String words)
      implements Act {
    public static final Acknowledge WITHOUT_WORDS = new Acknowledge(null, null);
  }

  @Schema(
      name = "RequestAssignment",
      description = "Assigns a request to a team, a person, or both.")
  record Assign(
      @MaxLength(NAME) @Schema(description = "Id or code") @Nullable String team,
      @MaxLength(NAME) @Schema(description = "Id or username") @Nullable String assignee,
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(
              description = "The reason. The caregiver sees it",
              examples = "Pharmacy stocks these")
          String reason)
      implements Reassignment {}

  record Take(Comment body) implements Reassignment {}

  record GiveBack(Reason body) implements Reassignment {}

  @Schema(name = "RequestMessage")
  record Message(
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(examples = "The box left the store room")
          String words,
      @Schema(description = "Who reads it. Without it: the caregiver and the department")
          @Nullable Audience audience)
      implements Act {}

  @Schema(name = "RequestQuestion")
  record Ask(
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(examples = "Straight or winged?")
          String question)
      implements Act {}

  record Answer(Statement body) implements Act {}

  @Schema(name = "RequestImpactChange")
  record ChangeImpact(
      @NotNull(message = REQUIRED) Impact impact, @MaxLength(WORDS) @Nullable String reason)
      implements Act {}

  @Schema(
      name = "RequestImpactAssessment",
      description = "A different assessment by an administrator. It moves no clock.")
  record Assess(
      @NotNull(message = REQUIRED) Impact impact,
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(description = "The reason. The caregiver sees it")
          String reason)
      implements Act {}

  record Resolve(Statement body) implements Act {}

  record Confirm(Comment body) implements Act {}

  record Reopen(Reopening body) implements Act {}

  @Schema(name = "RequestDecline", description = "Declines a request.")
  record Decline(
      @NotNull(message = REQUIRED) DeclineReason reason,
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(description = "The reason, for the caregiver")
          String words,
      @MaxLength(WORDS) @Schema(description = "An alternative for the caregiver")
          @Nullable String alternative)
      implements Act {}

  record Withdraw(Comment body) implements Act {}

  /**
   * Answers an escalation. Possible in every state of the request.
   *
   * @param number the number of the escalation; the request may have no such escalation
   * @param through null if the person is signed in
   */
  record TakeEscalation(String number, Comment body, @Nullable TakenThrough through)
      implements RequestCommand {
    /** By a person who is signed in. */
    public TakeEscalation(String number, Comment body) {
      this(number, body, null);
    }

    @Override
    public String name() {
      return "take " + number;
    }
  }

  /** Erases words of an event. Possible in every state of the request. */
  @Schema(
      name = "RequestRedaction",
      description =
          "Words to erase: all words at one place of one event of the history, such as the need.")
  record Redact(
      @NotNull(message = REQUIRED)
          @Min(value = 1, message = "Send 1 or more")
          @Schema(description = "The event, by its `seq` in the history", examples = "1")
          Integer seq,
      @NotBlank(message = REQUIRED)
          @MaxLength(NAME)
          @Schema(
              description = "The place: a JSON pointer into the `data` of the event",
              examples = "/need")
          String path,
      @NotNull(message = REQUIRED)
          @Schema(
              description =
                  "What kind of words they are. Readers see it in their place, such as `[removed:"
                      + " record number]`")
          RedactionKind kind)
      implements RequestCommand {
    @Override
    public String name() {
      return "redact";
    }
  }

  /** The body of an act that needs a reason. */
  @Schema(name = "RequestReason")
  record Reason(
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(description = "The reason", examples = "I am called to the operating rooms")
          String reason) {}

  /** The body of {@link Reopen}. */
  @Schema(name = "RequestReopening", description = "Reopens a request.")
  record Reopening(
      @NotBlank(message = NOT_EMPTY)
          @VisibleText
          @MaxLength(WORDS)
          @Schema(description = "What is still missing, in words", examples = "The box was empty")
          String reason,
      @Schema(
              description =
                  "`not_fixed`: the need was not met; without it, this from resolved and"
                      + " unconfirmed. `came_back`: it was met and has come back; without it, this"
                      + " from confirmed. `still_needed`: it was declined; without it, this from"
                      + " declined")
          @Nullable ReopenWhy why) {}

  /** The body of an act that needs words. */
  @Schema(name = "RequestStatement")
  record Statement(@NotBlank(message = NOT_EMPTY) @VisibleText @MaxLength(WORDS) String words) {}

  /** The body of an act that may have words. */
  @Schema(name = "RequestComment")
  record Comment(@MaxLength(WORDS) @Nullable String words) {
    public static final Comment NONE = new Comment(null);
  }
}
