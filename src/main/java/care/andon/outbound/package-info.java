/**
 * Calls to addresses that come in over the API. The operator says where the service may send, and
 * nothing else is possible.
 *
 * <p>Start with {@link AllowedDestinations}, the rules. {@link OutboundSender} sends to a {@link
 * Destination}, which has passed them, and connects to the address that was checked.
 */
@NullMarked
package care.andon.outbound;

import org.jspecify.annotations.NullMarked;
