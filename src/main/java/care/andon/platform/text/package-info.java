/**
 * Text, instants and JSON as this API reads and writes them.
 *
 * <p>Start with {@link Text}. {@link Names}, {@link Codes} and {@link TimeZones} each check one
 * kind of text, wherever it comes from: a body, a file or a calendar. {@link Json} configures the
 * parser.
 */
@NullMarked
package care.andon.platform.text;

import org.jspecify.annotations.NullMarked;
