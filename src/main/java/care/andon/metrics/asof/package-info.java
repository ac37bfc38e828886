/**
 * The instant that a figure is about.
 *
 * <p>Start with {@link AsOf}: a past instant, or now. {@link SettledTime} checks a past one:
 * nothing that was recorded up to it may still be missing. {@link PastRequest} reads requests as
 * they were at an instant; {@code JudgedPromises} does the same for promises.
 */
@NullMarked
package care.andon.metrics.asof;

import org.jspecify.annotations.NullMarked;
