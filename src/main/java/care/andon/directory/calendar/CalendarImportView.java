package care.andon.directory.calendar;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.roster.RosterView;
import care.andon.platform.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an iCalendar file changes in a roster. */
@Schema(name = "RosterImport", description = "What a calendar changes in a roster.")
record CalendarImportView(
    @Schema(description = "Whether it was done, or is only said") boolean applied,
    List<Added> added,
    List<Changed> changed,
    @Schema(description = "No longer in the series, or cancelled")
        List<RosterView.ShiftView> removed,
    @Schema(description = "Duties of every week that had been exported here and come back")
        List<RosterView.WeeklyView> weekly,
    @Schema(description = "Stand-ins that had been exported here and come back")
        List<RosterView.StandInView> standIns,
    @Schema(description = "How many shifts are as the file has them") int unchanged,
    @Schema(description = "How many are over, and were therefore left alone") int past) {

  /** A new shift. */
  @Schema(name = "ImportedShift")
  record Added(
      @Schema(description = "Line of the event it comes from, 1 for the first", examples = "4")
          int line,
      RosterView.ShiftView shift) {}

  /** A changed shift. */
  @Schema(name = "ChangedShift")
  record Changed(
      @Schema(description = "Line of the event it comes from, 1 for the first", examples = "4")
          int line,
      RosterView.ShiftView before,
      RosterView.ShiftView after) {}

  static CalendarImportView of(
      CalendarImport.RosterDifference outcome, DirectorySnapshot directory) {
    return new CalendarImportView(
        outcome.applied(),
        outcome.added().stream()
            .map(it -> new Added(it.line(), RosterView.ShiftView.of(it.shift(), directory)))
            .toList(),
        outcome.changed().stream()
            .map(
                it ->
                    new Changed(
                        it.after().line(),
                        RosterView.ShiftView.of(it.before(), directory),
                        RosterView.ShiftView.of(it.after().shift(), directory)))
            .toList(),
        outcome.removed().stream().map(shift -> RosterView.ShiftView.of(shift, directory)).toList(),
        outcome.weekly().stream().map(duty -> RosterView.WeeklyView.of(duty, directory)).toList(),
        outcome.standIns().stream()
            .map(standIn -> RosterView.StandInView.of(standIn, directory))
            .toList(),
        outcome.unchanged(),
        outcome.past());
  }

  /** Reads a parameter that is true or false; absent means false. */
  static boolean isTrue(@Nullable String apply) {
    if (apply == null || apply.equals("false")) {
      return false;
    }
    if (apply.equals("true")) {
      return true;
    }
    throw Problem.parameter("apply", "not_valid", "Send true or false");
  }
}
