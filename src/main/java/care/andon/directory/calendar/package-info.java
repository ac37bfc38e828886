/**
 * Rosters as iCalendar files (RFC 5545): import and export.
 *
 * <p>Start with {@link Calendars}, the use case, then {@link CalendarImport} and {@link
 * CalendarExport}.
 */
@NullMarked
package care.andon.directory.calendar;

import org.jspecify.annotations.NullMarked;
