package care.andon.webhook;

import care.andon.feed.EventFilter;
import care.andon.feed.UnseenEvents.Progress;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it is stored.
 *
 * @param secret encrypted
 * @param formerSecret the secret before the last rotation, encrypted; null if there is none
 * @param formerUntil until when messages have a second signature with the former secret
 * @param isEnabled whether it sends
 * @param why the code of why it waits or is disabled; null if it does neither
 * @param failures how many attempts have failed since the last success
 * @param leaseNo counts the leases; what is saved under an older one is lost
 */
record StoredWebhook(
    UUID id,
    String name,
    String url,
    EventFilter filter,
    String secret,
    @Nullable String formerSecret,
    @Nullable Instant formerUntil,
    boolean isEnabled,
    @Nullable String why,
    Instant since,
    String createdBy,
    Instant createdAt,
    int version,
    Progress progress,
    int failures,
    @Nullable Instant failingSince,
    @Nullable Instant nextTryAt,
    @Nullable Instant deliveredAt,
    long leaseNo,
    @Nullable Instant leaseUntil) {

  /** What the secrets are encrypted for. */
  String purpose() {
    return "webhook " + id;
  }
}
