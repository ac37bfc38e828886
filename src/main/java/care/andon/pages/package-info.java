/**
 * Pages for people who look before they read: the wall of a unit, the sheet of a huddle, a request,
 * and what the figures mean. Drawn on the server with Qute; the only script keeps walls up to date.
 *
 * <p>Pages decide nothing. Every resource asks the same use case as the API, so a reader sees here
 * what they see there, and gets 404 alike.
 *
 * <p>Start with {@link PageFrame}, what surrounds every page, and {@link BoardPageResource}. {@link
 * Templates} lists the pages, and {@link PageWords} says how values read.
 */
@NullMarked
package care.andon.pages;

import org.jspecify.annotations.NullMarked;
