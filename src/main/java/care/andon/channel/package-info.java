/**
 * Sends messages to people. Start with {@link Channels}, which the other packages use. {@link
 * ConfiguredChannels} sends by {@link EmailChannel} and by the operator's {@link Gateways}. {@link
 * ChannelBreakers} says which of them are down.
 */
@NullMarked
package care.andon.channel;

import org.jspecify.annotations.NullMarked;
