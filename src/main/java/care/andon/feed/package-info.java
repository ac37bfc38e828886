/**
 * The feed: what happened to all requests that the caller may see, in one order, without gaps.
 *
 * <p>Start with {@link EventFeed}, which reads a page after a {@link FeedPosition}. {@link
 * FeedRepository} has the statements. {@link FeedTail} looks for new events while a call waits for
 * some. {@link FeedEvent} is what readers get: ids and codes, and no words.
 */
@NullMarked
package care.andon.feed;

import org.jspecify.annotations.NullMarked;
