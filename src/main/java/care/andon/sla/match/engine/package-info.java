/**
 * Which of several policies a request goes by: the one that names more about it. A pure library; it
 * knows what policies match and which clocks they set, and nothing of what they promise.
 */
@NullMarked
package care.andon.sla.match.engine;

import org.jspecify.annotations.NullMarked;
