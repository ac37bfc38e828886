package care.andon.webhook;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.WireNames;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A webhook, as configurers see it. */
@Schema(name = "WebhookDetails")
record WebhookView(
    UUID id,
    String name,
    String url,
    @Schema(description = "Empty for all") List<String> types,
    @Nullable FacilityId facility,
    @Nullable UnitId unit,
    @Nullable TeamId team,
    @Schema(description = "Empty for all") List<Category> categories,
    @Schema(description = "Empty for all") List<Impact> impacts,
    WebhookState state,
    @Schema(
            description =
                "Why it waits or is disabled: `failed` (another status than success),"
                    + " `no_answer`, a rule that refuses the address, `gone` (410), `failing` (for"
                    + " 72 hours), `by_configurer`",
            examples = "no_answer")
        @Nullable String why,
    @Schema(description = "Since when it is enabled or disabled") Instant since,
    @Schema(description = "When a waiting webhook tries again") @Nullable Instant nextTry,
    @Schema(description = "Since when every attempt has failed") @Nullable Instant failingSince,
    @Schema(description = "The last success") @Nullable Instant deliveredAt,
    @Schema(description = "Until when messages have a second signature with the former secret")
        @Nullable Instant formerSecretUntil,
    @Schema(description = "The username of the person who made it") String madeBy,
    Instant madeAt,
    @Schema(
            description =
                "The key of the signatures (Standard Webhooks). Shown once: after it was made or"
                    + " rotated",
            examples = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDazZ5N7u5g9Q=")
        @Nullable String secret) {

  /** Whether a webhook sends. */
  enum WebhookState {
    /** It sends. */
    ON,
    /** The receiver fails. It is tried again, and nothing is lost. */
    WAITING,
    /** It sends nothing until it is enabled. */
    DISABLED
  }

  static WebhookView of(StoredWebhook webhook, @Nullable String secret) {
    var filter = webhook.filter();
    var state =
        !webhook.isEnabled()
            ? WebhookState.DISABLED
            : webhook.failures() > 0 ? WebhookState.WAITING : WebhookState.ON;
    return new WebhookView(
        webhook.id(),
        webhook.name(),
        webhook.url(),
        filter.types().stream().sorted().toList(),
        filter.facility(),
        filter.unit(),
        filter.team(),
        filter.categories().stream()
            .sorted()
            .map(it -> WireNames.parse(Category.class, it))
            .toList(),
        filter.impacts().stream().sorted().map(it -> WireNames.parse(Impact.class, it)).toList(),
        state,
        state == WebhookState.ON ? null : webhook.why(),
        webhook.since(),
        state == WebhookState.WAITING ? webhook.nextTryAt() : null,
        state == WebhookState.ON ? null : webhook.failingSince(),
        webhook.deliveredAt(),
        webhook.formerUntil(),
        webhook.createdBy(),
        webhook.createdAt(),
        secret);
  }
}
