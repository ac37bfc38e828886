/**
 * Webhooks: the service sends events to other systems.
 *
 * <p>Start with {@link Webhooks}, which a configurer uses to add and change them. {@link
 * WebhookDispatcher} leases those that have something to send, {@link WebhookRun} sends it, and
 * {@link Turns} keeps sending from delaying people's calls. {@link WebhookMessage} is what is sent.
 * {@link DeliveryOutcome} says what an answer means.
 */
@NullMarked
package care.andon.webhook;

import org.jspecify.annotations.NullMarked;
