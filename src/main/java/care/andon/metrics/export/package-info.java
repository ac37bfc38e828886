/**
 * Exports of the data behind the figures, for other programs: codes and instants, no words and no
 * people.
 *
 * <p>Start with {@link Exports}. It reads one {@link ExportKind} in pages, each after the last row
 * of the one before, so an export of ten years needs no more memory than one page.
 */
@NullMarked
package care.andon.metrics.export;

import org.jspecify.annotations.NullMarked;
