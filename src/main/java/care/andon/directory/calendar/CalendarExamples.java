package care.andon.directory.calendar;

/** Descriptions and examples of iCalendar files for the OpenAPI document. */
final class CalendarExamples {
  static final String MEDIA_TYPE = "text/calendar";

  static final String HOW_IT_IS_READ =
      "iCalendar (RFC 5545), UTF-8. Reports what would be added, changed and removed. With"
          + " `apply=true` all of it is done, or none. An event is a shift. A recurring event is"
          + " one shift for each occurrence in the next 400 days, in local time. The person is"
          + " named by username in X-ANDON-PERSON, otherwise by the address of the first ATTENDEE"
          + " who takes part, otherwise of ORGANIZER, otherwise by username in SUMMARY. People who"
          + " declined, rooms and resources are never on call. Shifts keep their UID, so importing"
          + " the same file again changes nothing. An occurrence that is missing from its series,"
          + " or an event with STATUS:CANCELLED, is removed. Events that the file does not mention"
          + " stay. METHOD:CANCEL cancels every event. The past stays: a shift under way changes"
          + " or ends from now on. Time zones have IANA names, or are defined by a VTIMEZONE."
          + " Weekly duties and stand-ins that were exported here are skipped. Every error is"
          + " reported with its line and the UID of the event.";

  static final String EXPORT =
      "iCalendar (RFC 5545): shifts, weekly duties as recurring events, and stand-ins, each"
          + " with the person's username. Importing it again changes nothing. It is no backup:"
          + " weekly duties and stand-ins are not imported. The period is at most 92 days.";

  private CalendarExamples() {}
}
