/**
 * Exports of the data behind the figures, for other programs: codes and instants, no words and no
 * people.
 *
 * <p>Start with {@link Exports}. It reads one {@link ExportKind} day by day, so an export of ten
 * years needs no more memory than one of a day.
 */
@NullMarked
package care.andon.metrics.export;

import org.jspecify.annotations.NullMarked;
