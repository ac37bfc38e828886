/** What the engines cost without anything around them, measured by JMH in the profile benchmark. */
@NullMarked
package care.andon.benchmark.engine;

import org.jspecify.annotations.NullMarked;
