package care.andon.directory.calendar;

/** What the description of the API shows and says of calendars. */
public final class CalendarExamples {
  public static final String MEDIA_TYPE = "text/calendar";

  public static final String HOW_IT_IS_READ =
      "iCalendar (RFC 5545), UTF-8. Says what would be added, changed and removed; with"
          + " 'apply=true' it is done, all of it or none. An event is a shift, a recurring one as"
          + " many as it has occurrences in the coming 400 days, by the wall clock. The person is"
          + " named by username in X-ANDON-PERSON, else by the address of ATTENDEE or ORGANIZER,"
          + " else by username in SUMMARY. Shifts keep their UID: read again, the same file changes"
          + " nothing; an occurrence that is no longer there, or an event with STATUS:CANCELLED,"
          + " is removed, and events the file does not mention stay. With METHOD:CANCEL every"
          + " event says STATUS:CANCELLED. What is over is not touched. Time zones are named as"
          + " IANA does; another name, such as Outlook's, by its VTIMEZONE, which says"
          + " X-LIC-LOCATION or has the rules of a zone in which the hospital is. Everything that"
          + " is wrong is refused with its line.";

  private CalendarExamples() {}
}
