/**
 * The one form of all figures: what a caller can ask, and the frame of every answer.
 *
 * <p>Start with {@link FigureQuery}, the parameters as they were sent. {@link FigureScope} is what
 * they mean: a {@link Period}, filters, which requests count ({@link FigureBase}) and how rows are
 * grouped ({@link FigureGroup}). {@link FigureAnswer} is the frame of every answer, with a {@link
 * DataDigest} of the data behind it.
 */
@NullMarked
package care.andon.metrics.form;

import org.jspecify.annotations.NullMarked;
