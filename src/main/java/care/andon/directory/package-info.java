/**
 * Facilities, units, teams and people, and who can be reached at any time.
 *
 * <p>Read in this order:
 *
 * <ul>
 *   <li>{@link Directory} answers every question from memory. Creating a request therefore never
 *       asks the database who works here.
 *   <li>{@link DirectorySnapshot} is the state it answers from: places, people, owners and rosters.
 *       {@link DirectorySource} loads a new one when the version in the database has changed.
 *   <li>{@link Facility}, {@link Unit}, {@link Team}, {@link care.andon.directory.oncall.Person},
 *       {@link Membership} and {@link CategoryOwner} are the entries.
 *   <li>The {@code *Resource} classes show them to signed-in callers.
 * </ul>
 *
 * <p>Sub-packages: {@code oncall} computes who is on call, {@code coverage} shows it, {@code
 * stored} has the entities, {@code roster} stores and changes rosters, {@code calendar} exchanges
 * them as iCalendar files, {@code imports} takes the whole directory from other systems.
 */
@NullMarked
package care.andon.directory;

import org.jspecify.annotations.NullMarked;
