/** Text, instants and JSON as this API reads and writes them. */
@NullMarked
package care.andon.platform.text;

import org.jspecify.annotations.NullMarked;
