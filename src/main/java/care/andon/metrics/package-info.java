/**
 * How are we doing: were promises to caregivers kept, and how long do they wait. Shown openly to
 * everybody who signs in; about units and teams, never about a person.
 *
 * <p>Start with {@link Figures}: it reads the time once, turns the caller's {@link FigureQuery}
 * into a {@link Cohort}, asks {@code FiguresRepository} one SQL statement, and hands the rows to
 * the arithmetic in {@link care.andon.metrics.engine}. {@link KeptFigures} and {@link WaitFigures}
 * are the answers as the outside sees them. Which promise counts in which period, and what became
 * of it, is {@link JudgedPromises} (ADR 9): views that count promises ask it, too.
 *
 * <p>This package only reads, and nothing that changes a request knows of it. It judges a promise
 * by the instants that were stored, never by how late somebody looked.
 */
@NullMarked
package care.andon.metrics;

import org.jspecify.annotations.NullMarked;
