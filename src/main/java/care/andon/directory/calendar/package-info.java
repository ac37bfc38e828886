/**
 * Rosters as iCalendar files (RFC 5545): import and export.
 *
 * <p>Start with {@link CalendarImport}, the use case, then {@link CalendarShifts} and {@link
 * CalendarExport}.
 */
@NullMarked
package care.andon.directory.calendar;

import org.jspecify.annotations.NullMarked;
