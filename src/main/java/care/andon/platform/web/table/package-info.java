/**
 * Answers that are tables, such as figures and lists: their entity tags, and the same as CSV.
 *
 * <p>{@link Tagged} marks an answer that gets a tag of what it says. {@code CsvRequests} notes
 * which calls accept CSV; {@code TaggedAnswers} completes the answers, and {@code CsvTable} writes
 * them.
 */
@NullMarked
package care.andon.platform.web.table;

import org.jspecify.annotations.NullMarked;
