/**
 * Sends messages to people. Start with {@link Channels}, which the other packages use. {@link
 * ConfiguredChannels} sends by {@link EmailChannel} and by the operator's {@link Gateways}.
 */
@NullMarked
package care.andon.channel;

import org.jspecify.annotations.NullMarked;
