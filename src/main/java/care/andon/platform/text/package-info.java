/**
 * Text, instants and JSON as this API reads and writes them. Start with {@link Json} and {@link
 * Text}; {@link VisibleText} and {@link MaxLength} are constraints for bodies.
 */
@NullMarked
package care.andon.platform.text;

import org.jspecify.annotations.NullMarked;
