package care.andon.directory.calendar;

import java.nio.charset.StandardCharsets;

/** Calendar files of a rota of another program. */
final class RotaFile {
  /** A night in Chicago. */
  static final String NIGHT =
      """
      DTSTART;TZID=America/Chicago:20270201T190000
      DTEND;TZID=America/Chicago:20270202T070000
      """;

  private RotaFile() {}

  /** With one event. */
  static String event(String lines) {
    return file("BEGIN:VEVENT\nUID:a@rota.example.org\n" + lines + "END:VEVENT\n");
  }

  static String file(String events) {
    return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + events + "END:VCALENDAR\n";
  }

  static byte[] bytes(String file) {
    return file.getBytes(StandardCharsets.UTF_8);
  }
}
