package care.andon.directory.calendar;

import care.andon.directory.Directory;
import care.andon.directory.roster.RosterAddress;
import care.andon.directory.roster.RosterCommands;
import care.andon.directory.roster.RosterQueries;
import care.andon.directory.roster.RosterWindow;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Identity;
import care.andon.platform.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Exports rosters as iCalendar files and imports such files for the caller. */
@ApplicationScoped
class Calendars {
  static final String MEDIA_TYPE = "text/calendar";

  static final String EXPORT =
      "iCalendar (RFC 5545): shifts, weekly duties as recurring events, and stand-ins, each"
          + " with the person's username. Importing it again changes nothing. It is no backup:"
          + " weekly duties and stand-ins are not imported. The period is at most 92 days.";

  static final String IMPORT =
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

  private final RosterQueries rosters;
  private final CalendarImport imports;
  private final RosterCommands commands;
  private final Directory directory;
  private final Identity identity;
  private final InstantSource time;

  Calendars(
      RosterQueries rosters,
      CalendarImport imports,
      RosterCommands commands,
      Directory directory,
      Identity identity,
      InstantSource time) {
    this.rosters = rosters;
    this.imports = imports;
    this.commands = commands;
    this.directory = directory;
    this.identity = identity;
    this.time = time;
  }

  /** Writes the part of a roster in the window as an iCalendar file. */
  String export(RosterAddress roster, RosterWindow window) {
    var now = time.instant();
    var snapshot = directory.snapshot();
    var place = roster.find(snapshot);
    var when = window.at(now);
    return CalendarExport.write(snapshot, place, when, rosters.entries(place, when), now);
  }

  /**
   * How a file is imported.
   *
   * @param apply "true" to change the roster; "false" or null for a dry run
   * @param key of a retry
   */
  record Attempt(
      @Parameter(
              description = "Whether to change the roster. Otherwise the changes are only reported",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"),
              example = "true")
          @RestQuery
          @Nullable String apply,
      @RestHeader(IdempotencyKey.HEADER) @Nullable String key) {
    boolean isApplied() {
      if (apply != null && !apply.equals("true") && !apply.equals("false")) {
        throw Problem.parameter("apply", "not_valid", "Send true or false");
      }
      return "true".equals(apply);
    }
  }

  /** Compares a file with a roster, and changes the roster if asked to. */
  RestResponse<CalendarImportView> importFile(RosterAddress roster, byte[] file, Attempt attempt) {
    var isApplied = attempt.isApplied();
    return commands.answer(
        attempt.key,
        new RosterCommands.Command(
            roster::find,
            snapshot -> roster.operation("import%sRoster", snapshot) + " " + isApplied,
            file),
        RestResponse.Status.OK,
        CalendarImportView.class,
        () ->
            CalendarImportView.of(
                imports.read(identity.caller(), roster::find, file, isApplied),
                directory.snapshot()));
  }
}
