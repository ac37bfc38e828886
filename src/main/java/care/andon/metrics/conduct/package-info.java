/**
 * Figures of what departments did with requests besides keeping promises, and of whether caregivers
 * ask.
 *
 * <p>Start with {@link ConductFigures}. {@link HandlingFigure} counts what became of the requests
 * of a period, {@link VoiceFigure} how many were asked and by how many people, and {@link
 * IntegrityFigure} acts that may have been timed by the clock. None of them is about a person.
 */
@NullMarked
package care.andon.metrics.conduct;

import org.jspecify.annotations.NullMarked;
