/**
 * Figures: whether promises to caregivers were kept, how long caregivers wait, and how long
 * requests were unrouted. Everybody who signs in sees them; they are about units and teams, never
 * about a person.
 *
 * <p>Start with {@link Figures}. It settles which instant the figure is about ({@link
 * care.andon.metrics.asof.AsOf}), looks up what the caller's {@link
 * care.andon.metrics.form.FigureQuery} names ({@link care.andon.metrics.form.FigureScope}), runs
 * one statement of {@code FiguresRepository}, and gives the rows to the statistics in {@link
 * care.andon.metrics.engine}. {@link KeptFigure}, {@link care.andon.metrics.wait.WaitFigure},
 * {@link TransferFigure}, {@link DeclineFigure}, {@link HeldFigure} and {@link UnroutedFigure} are
 * the rows of the answers. Promises are judged and counted in {@link care.andon.metrics.promise}.
 * {@link CorrectionFigure} is what changed after a day was closed.
 *
 * <p>Otherwise this package only reads. A promise is judged by stored instants, never by when
 * somebody looked.
 */
@NullMarked
package care.andon.metrics;

import org.jspecify.annotations.NullMarked;
