/**
 * Answers that are tables of figures: with an entity tag of what they say.
 *
 * <p>{@link Tagged} marks such an answer; {@code TaggedAnswers} gives it its tag.
 */
@NullMarked
package care.andon.platform.web.table;

import org.jspecify.annotations.NullMarked;
