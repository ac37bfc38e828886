/**
 * Rosters: shifts, weekly duties, stand-ins and swaps, read and changed by people and systems.
 *
 * <p>{@link care.andon.directory.DirectorySnapshot} answers who is on call; this package stores
 * what that answer is made of. Read in this order:
 *
 * <ul>
 *   <li>{@link Rosters} changes one roster at a time and logs who changed it. {@link RosterPlace}
 *       is the team or tier.
 *   <li>{@link Shifts}, {@link WeeklyDuties} and {@link StandIns} are the possible changes; {@link
 *       RosterValidator} checks what was sent.
 *   <li>{@link Shift}, {@link WeeklyDuty}, {@link StoredStandIn} and {@link RosterChange} are the
 *       entities, each with its Panache repository.
 *   <li>{@link RosterResource} has the same operations for teams and for escalation tiers. {@link
 *       RosterAddress} tells which roster is meant; {@link RosterQueries} and {@link
 *       RosterCommands} do the work for both.
 * </ul>
 */
@NullMarked
package care.andon.directory.roster;

import org.jspecify.annotations.NullMarked;
