/**
 * Rosters as iCalendar files (RFC 5545): export and import.
 *
 * <p>Read in this order:
 *
 * <ul>
 *   <li>{@link TeamCalendarResource} and {@link TierCalendarResource} are the HTTP operations,
 *       {@link Calendars} does their work.
 *   <li>{@link CalendarExport} writes a roster as a file.
 *   <li>{@link CalendarImport} compares a file with a roster and applies the difference. {@link
 *       CalendarFile} parses the file, {@link CalendarShifts} turns its events into shifts, with
 *       {@link CalendarTimes}, {@link CalendarZone} and {@link RecurrenceExpander}. {@link
 *       CalendarRestore} brings back weekly duties and stand-ins. {@link CalendarErrors} collects
 *       what is wrong.
 * </ul>
 */
@NullMarked
package care.andon.directory.calendar;

import org.jspecify.annotations.NullMarked;
