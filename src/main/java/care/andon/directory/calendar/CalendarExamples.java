package care.andon.directory.calendar;

/** Descriptions and examples of iCalendar files for the OpenAPI document. */
final class CalendarExamples {
  static final String MEDIA_TYPE = "text/calendar";

  static final String HOW_IT_IS_READ =
      "iCalendar (RFC 5545), UTF-8. Reports what would be added, changed and removed. With"
          + " `apply=true` all of it is done, or none. An event is a shift. A recurring event is"
          + " one shift for each occurrence in the next 400 days, in local time. The person is"
          + " named by username in X-ANDON-PERSON, otherwise by the address of ATTENDEE or"
          + " ORGANIZER, otherwise by username in SUMMARY. Shifts keep their UID, so importing the"
          + " same file again changes nothing. An occurrence that is missing from its series, or an"
          + " event with STATUS:CANCELLED, is removed. Events that the file does not mention stay."
          + " METHOD:CANCEL cancels every event. Shifts that are over stay unchanged. Time zones"
          + " have IANA names. Another name, such as Outlook's, is resolved by its VTIMEZONE with"
          + " X-LIC-LOCATION or with the rules of a time zone of the hospital. Every error is"
          + " reported with its line.";

  static final String EXPORT =
      "iCalendar (RFC 5545): shifts, weekly duties as recurring events, and stand-ins, each"
          + " with the person's username. Importing it again changes nothing. The period is at most"
          + " 92 days.";

  private CalendarExamples() {}
}
