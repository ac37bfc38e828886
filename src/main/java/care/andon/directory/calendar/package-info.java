/**
 * Rosters as iCalendar files (RFC 5545): export and import.
 *
 * <p>Read in this order:
 *
 * <ul>
 *   <li>{@link TeamCalendarResource} and {@link TierCalendarResource} are the HTTP operations,
 *       {@link Calendars} does their work.
 *   <li>{@link CalendarExport} writes a roster as a file.
 *   <li>{@link CalendarImport} compares a file with a roster and applies the difference; {@link
 *       ShiftTimeline} keeps the past. {@link CalendarReader} and {@link CalendarFile} parse the
 *       file with biweekly, {@link CalendarShifts} turns its events into shifts, with {@link
 *       CalendarPeople}, {@link CalendarTimes} and {@link RecurrenceExpander}. {@link
 *       CalendarErrors} collects what is wrong.
 *   <li>{@link ZoneObservances} reads and writes time zones.
 * </ul>
 */
@NullMarked
package care.andon.directory.calendar;

import org.jspecify.annotations.NullMarked;
