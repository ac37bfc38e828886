package care.andon.directory.calendar;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.roster.RosterView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an iCalendar file changes in a roster. */
@Schema(name = "RosterImport", description = "What a calendar changes in a roster.")
record CalendarImportView(
    @Schema(description = "Whether the changes were made. Otherwise they are only reported")
        boolean applied,
    List<Added> added,
    List<Changed> changed,
    @Schema(
            description =
                "Shifts that are no longer in the series or were cancelled. One under way ends now")
        List<RosterView.ShiftView> removed,
    @Schema(description = "Number of shifts that are already as in the file") int unchanged,
    @Schema(description = "Number of shifts that are over and stay unchanged") int past,
    @Schema(
            description =
                "Number of weekly duties and stand-ins in the file. A calendar does not change them")
        int skipped) {

  /** A new shift. */
  @Schema(name = "ImportedRosterShift")
  record Added(
      @Schema(description = "Line of the UID of the calendar event, counted from 1", examples = "5")
          int line,
      RosterView.ShiftView shift) {}

  /** A changed shift: as it was, and as it is from now on. */
  @Schema(
      name = "ChangedRosterShift",
      description =
          "A shift as it was, and as it is from now on. If it had begun and another person goes on,"
              + " it ends now and the other person's shift begins.")
  record Changed(
      @Schema(description = "Line of the UID of the calendar event, counted from 1", examples = "5")
          int line,
      RosterView.ShiftView before,
      RosterView.ShiftView after) {}

  static CalendarImportView of(
      CalendarImport.RosterDifference difference, DirectorySnapshot directory) {
    return new CalendarImportView(
        difference.applied(),
        difference.added().stream()
            .map(it -> new Added(it.event().line(), RosterView.ShiftView.of(it.shift(), directory)))
            .toList(),
        difference.changed().stream()
            .map(
                it ->
                    new Changed(
                        it.after().event().line(),
                        RosterView.ShiftView.of(it.before(), directory),
                        RosterView.ShiftView.of(it.after().shift(), directory)))
            .toList(),
        difference.removed().stream()
            .map(shift -> RosterView.ShiftView.of(shift, directory))
            .toList(),
        difference.unchanged(),
        difference.past(),
        difference.skipped());
  }
}
