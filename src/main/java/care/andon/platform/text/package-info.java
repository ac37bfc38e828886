/**
 * Text, instants and JSON as this API reads and writes them.
 *
 * <p>Start with {@link Json}, which configures the parser, and {@link Text}. {@link Names}, {@link
 * Codes} and {@link TimeZones} each check one kind of text, wherever it comes from: a body, a file
 * or a calendar. {@link VisibleText} and {@link MaxLength} are constraints for bodies.
 */
@NullMarked
package care.andon.platform.text;

import org.jspecify.annotations.NullMarked;
