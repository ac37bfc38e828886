/**
 * Rosters as people and other systems read and change them.
 *
 * <p>{@link care.andon.directory.DirectorySnapshot} answers who is on call; here is what that is
 * made of. Start with {@code Rosters}: it changes one roster at a time, and keeps who did it;
 * {@code Shifts}, {@code WeeklyDuties} and {@code StandIns} say what there is to change. {@code
 * RosterPlace} is whose roster it is, {@code RosterRights} who may change it. {@code
 * TeamRosterResource} and {@code TierRosterResource} show a roster of either kind, {@code
 * TeamDutiesResource} and {@code TierDutiesResource} take changes of it: a {@code RosterAddress}
 * says which, and {@code RosterPages} and {@code RosterOrders} do the same for both. {@code
 * GapsResource} lists when nobody is on call. Calendars of other programs come in by {@code
 * CalendarImport}.
 */
@NullMarked
package care.andon.directory.roster;

import org.jspecify.annotations.NullMarked;
