/**
 * Geometry of pictures: scales, ticks, paths, and the shapes of a picture as SVG. Pure.
 *
 * <p>Horizontal positions are percentages of the width, vertical ones are pixels. So a picture gets
 * wider with the page, and its letters stay as large as the letters around it. Start with {@link
 * Shape}.
 */
@NullMarked
package care.andon.pages.engine;

import org.jspecify.annotations.NullMarked;
