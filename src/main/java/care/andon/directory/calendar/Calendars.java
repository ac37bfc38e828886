package care.andon.directory.calendar;

import care.andon.directory.Directory;
import care.andon.directory.roster.RosterAddress;
import care.andon.directory.roster.RosterCommands;
import care.andon.directory.roster.RosterQueries;
import care.andon.directory.roster.RosterWindow;
import care.andon.platform.identity.Identity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Exports rosters as iCalendar files and imports such files for the caller. */
@ApplicationScoped
class Calendars {
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
   * Compares a file with a roster, and changes the roster if asked to.
   *
   * @param apply "true" to change the roster; "false" or null for a dry run
   */
  RestResponse<CalendarImportView> importFile(
      RosterAddress roster, byte[] file, @Nullable String apply, @Nullable String key) {
    var isApplied = CalendarImportView.isTrue(apply);
    return commands.answer(
        key,
        new RosterCommands.Command(
            roster::find, roster.operation("import%sRoster") + " " + isApplied, file),
        RestResponse.Status.OK,
        CalendarImportView.class,
        () ->
            CalendarImportView.of(
                imports.read(identity.caller(), roster::find, file, isApplied),
                directory.snapshot()));
  }
}
