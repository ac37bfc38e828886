/**
 * The link in a page to a person. {@link TapTokens} makes it, {@link TapResource} serves the page
 * behind it, and {@link Taps} shows and takes the escalations that it is for.
 */
@NullMarked
package care.andon.telling.tap;

import org.jspecify.annotations.NullMarked;
