/**
 * Pictures of figures: a sentence with what they show, an SVG, the same numbers as a table, and the
 * address of the same numbers as CSV.
 *
 * <p>A page asks for the figure, gives the answer to one of the factories ({@link ControlCharts},
 * {@link BandDots}, {@link UnitFunnel}, {@link OldestOpen}) and shows the {@link Picture} with the
 * template {@code picture.html}: {@code {#include picture picture=it /}}. The look is in {@code
 * pictures.css}. Nothing here reads the database, and every number comes from the answer.
 */
@NullMarked
package care.andon.pages.picture;

import org.jspecify.annotations.NullMarked;
