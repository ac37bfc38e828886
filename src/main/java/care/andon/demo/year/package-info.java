/**
 * A year of history for the demo hospital, so that the first look at the pages shows something.
 *
 * <p>{@link LifeWriter} writes what happens to the requests of a week, from the texts in {@code
 * demo/year.json}. {@link LifePlayer} does it with the use cases of the service, at that time in
 * the past. What it wrote is kept as {@link PlayedWeek}. {@link LifeCopies} copies it to all weeks
 * of the year. {@link DemoYear} starts this when dev mode finds an empty database, and has the
 * requests played that have not ended yet.
 */
@NullMarked
package care.andon.demo.year;

import org.jspecify.annotations.NullMarked;
