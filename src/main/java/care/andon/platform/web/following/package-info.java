/**
 * Lists that can be followed: their answers carry the cursor from which the feed continues them.
 *
 * <p>Start with {@link Followed}, which marks such an operation. {@link FollowedLists} sets the
 * header.
 */
@NullMarked
package care.andon.platform.web.following;

import org.jspecify.annotations.NullMarked;
