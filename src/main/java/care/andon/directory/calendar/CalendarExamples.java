package care.andon.directory.calendar;

/** Descriptions and examples of iCalendar files for the OpenAPI document. */
final class CalendarExamples {
  static final String MEDIA_TYPE = "text/calendar";

  static final String HOW_IT_IS_READ =
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

  static final String EXPORT =
      "iCalendar (RFC 5545): shifts, duties of every week as recurring events, and stand-ins, each"
          + " with the person's username. Read back, it changes nothing. Between two instants at"
          + " most 92 days apart.";

  static final String EXPORTED =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Andon//Roster//EN
      BEGIN:VEVENT
      UID:shift-01980000-0000-7000-8000-000000000001@andon
      DTSTAMP:20260302T143000Z
      DTSTART;TZID=America/Chicago:20260305T190000
      DTEND;TZID=America/Chicago:20260306T070000
      SUMMARY:Ana Ortiz
      X-ANDON-PERSON:ana.ortiz
      END:VEVENT
      END:VCALENDAR
      """;

  static final String TEAM =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Example//Rota//EN
      BEGIN:VEVENT
      UID:nights-of-ana@rota.example.org
      DTSTAMP:20260302T143000Z
      DTSTART;TZID=America/Chicago:20260305T190000
      DTEND;TZID=America/Chicago:20260306T070000
      RRULE:FREQ=WEEKLY;COUNT=4
      ATTENDEE;CN=Ana Ortiz:mailto:ana.ortiz@example.org
      END:VEVENT
      END:VCALENDAR
      """;

  static final String TIER =
      """
      BEGIN:VCALENDAR
      VERSION:2.0
      PRODID:-//Example//Rota//EN
      BEGIN:VEVENT
      UID:nights-of-ines@rota.example.org
      DTSTAMP:20260302T143000Z
      DTSTART;TZID=America/Chicago:20260305T190000
      DTEND;TZID=America/Chicago:20260306T070000
      RRULE:FREQ=WEEKLY;COUNT=4
      ATTENDEE;CN=Ines Costa:mailto:ines.costa@example.org
      END:VEVENT
      END:VCALENDAR
      """;

  private CalendarExamples() {}
}
