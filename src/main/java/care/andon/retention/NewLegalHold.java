package care.andon.retention;

import care.andon.platform.text.MaxLength;
import care.andon.platform.text.VisibleText;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A legal hold, as a privacy officer places it. */
@Schema(
    name = "NewLegalHold",
    description =
        "What the hold is on. If you send several conditions, it covers the requests for which all"
            + " of them are true. At least one is required.")
record NewLegalHold(
    @VisibleText
        @NotNull(message = "Say why")
        @MaxLength(2000)
        @Schema(
            description = "The reason. Do not name patients or people who asked",
            examples = "Claim 2026-17")
        String reason,
    @MaxLength(200) @Schema(description = "Id or reference of one request", examples = "SR-20136")
        @Nullable String request,
    @MaxLength(200) @Schema(description = "Id or code of a unit", examples = "4W")
        @Nullable String unit,
    @Schema(description = "Requests that were asked at this instant or later")
        @Nullable Instant askedFrom,
    @Schema(description = "Requests that were asked before this instant")
        @Nullable Instant askedBefore) {}
