package care.andon.webhook;

import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.platform.text.MaxLength;
import care.andon.platform.text.VisibleText;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook, as a configurer describes it. */
@Schema(
    name = "NewWebhook",
    description = "Where events are sent, and which. A filter that is absent allows all.")
record NewWebhook(
    @VisibleText @NotNull(message = "Send a name") @MaxLength(200) @Schema(examples = "Paging")
        String name,
    @NotNull(message = "Send the address of the receiver")
        @MaxLength(2000)
        @Schema(
            description = "The operator must have allowed it",
            examples = "https://hooks.example.org/andon")
        String url,
    @Schema(description = "Types of events", examples = "[\"escalated\", \"promise_missed\"]")
        @Nullable List<String> types,
    @MaxLength(200) @Schema(description = "Id or code of a facility", examples = "LAKESIDE")
        @Nullable String facility,
    @MaxLength(200) @Schema(description = "Id or code of a unit", examples = "4W")
        @Nullable String unit,
    @MaxLength(200) @Schema(description = "Id or code of a team", examples = "supply-chain")
        @Nullable String team,
    @Nullable List<Category> categories,
    @Nullable List<Impact> impacts,
    @Schema(description = "Whether events are sent; true if absent") @Nullable Boolean enabled) {}
