/**
 * How long a request keeps who asked and what was said, and the legal holds that keep both for
 * longer.
 */
@NullMarked
package care.andon.retention;

import org.jspecify.annotations.NullMarked;
