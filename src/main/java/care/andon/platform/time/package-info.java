/** The current time. {@link Time} is the only class that reads the machine clock. */
@NullMarked
package care.andon.platform.time;

import org.jspecify.annotations.NullMarked;
