package care.andon.request;

import static care.andon.request.RequestCommand.NAME;
import static care.andon.request.RequestCommand.NOT_EMPTY;
import static care.andon.request.RequestCommand.REQUIRED;
import static care.andon.request.RequestCommand.WORDS;

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

/** A need, as a caregiver files it. */
@Schema(name = "OpenRequest", description = "A new request. Three fields are enough.")
public record OpenRequest(
    @NotNull(message = REQUIRED) @Schema(description = "What the need does to care") Impact impact,
    @NotNull(message = REQUIRED) @Schema(description = "The category, as on the tiles of the form")
        Category category,
    @NotBlank(message = NOT_EMPTY)
        @VisibleText
        @MaxLength(WORDS)
        @Schema(
            description = "What is needed, in the caregiver's words",
            examples = "Out of 18G IV catheters on 4 West")
        String need,
    @MaxLength(NAME)
        @Schema(
            description = "Id or code of the unit. Without it: the unit in your token",
            examples = "4W")
        @Nullable String unit,
    @MaxLength(ROOM) @Schema(examples = "412") @Nullable String room,
    @MaxLength(NAME) @Schema(examples = "IV catheter 18G") @Nullable String item,
    @Min(value = 0, message = "Send 0 or more")
        @Max(value = WEEK_OF_MINUTES, message = "Send at most {value}")
        @Schema(description = "Your estimate of the minutes lost", examples = "15")
        @Nullable Integer minutesLost,
    @MaxLength(NAME)
        @Schema(
            description =
                "Id or username of the colleague for whom you file. Required from accounts with"
                    + " the role `integration`: the caregiver who asks, and who becomes the"
                    + " requester")
        @Nullable String onBehalfOf,
    @Schema(
            description =
                "Who may see the request. Without it: the category's default. If you choose"
                    + " `anonymous`: your name is not stored. Whoever holds the service's key could"
                    + " test a name against the request. You still find it under `/me/requests`, and"
                    + " can act on it. Your anonymous requests can be recognised as those of one"
                    + " person")
        @Nullable Visibility visibility,
    @Schema(
            description =
                "When you asked, by your device. Limited to the last 72 hours and not after"
                    + " the server's time")
        @Nullable Instant askedAt) {
  private static final int ROOM = 100;
  private static final int WEEK_OF_MINUTES = 7 * 24 * 60;
}
