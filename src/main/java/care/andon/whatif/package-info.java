/**
 * Tries policies and routing rules on past requests before they are published.
 *
 * <p>{@link PolicyPreview} replays past requests under other policies; {@link RoutingPreview}
 * routes them by other rules. Nothing is changed.
 */
@NullMarked
package care.andon.whatif;

import org.jspecify.annotations.NullMarked;
