package care.andon.directory.roster;

import care.andon.platform.text.MaxLength;
import care.andon.platform.text.VisibleText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Request bodies of roster changes. */
final class RosterBodies {
  static final int MOST_SHIFTS = 200;

  private RosterBodies() {}

  /** Shifts to add, all or none. */
  @Schema(name = "NewRosterShifts")
  record NewShifts(
      @NotNull(message = "Send at least one shift")
          @Schema(description = "1 to 200 shifts. All of them are added, or none")
          List<@Valid NewShift> shifts) {
    static final String DESCRIPTION =
        "Adds all shifts, or none. A shift that is over is refused; one that has begun counts from"
            + " now on, and `starts` says so. A shift that already exists is not added again, so a"
            + " retry needs no key; if you send `exclusive`, it applies to that shift. An exclusive"
            + " shift that overlaps another person's is refused.";
  }

  /** A shift on one date. */
  @Schema(name = "NewRosterShift")
  record NewShift(
      @Schema(description = "Id or username", examples = "ana.ortiz", required = true)
          @Nullable String person,
      @Schema(
              description = "Local start time",
              examples = "2026-03-02T19:00",
              pattern = RosterValidator.LOCAL,
              required = true)
          @Nullable String starts,
      @Schema(
              description = "Local end time, exclusive",
              examples = "2026-03-03T07:00",
              pattern = RosterValidator.LOCAL,
              required = true)
          @Nullable String ends,
      @Schema(
              description = "IANA time zone of the local times. Without it: the facility's",
              examples = "America/Chicago")
          @Nullable String timeZone,
      @Schema(description = "Whether an overlap with another person's exclusive duty is refused")
          @Nullable Boolean exclusive) {}

  /** A weekly duty. */
  @Schema(name = "NewRosterWeeklyDuty")
  record NewWeeklyDuty(
      @Schema(description = "Id or username", examples = "ana.ortiz", required = true)
          @Nullable String person,
      @Schema(
              description = "Days on which the duty begins, MONDAY to SUNDAY, each once",
              examples = "[\"SATURDAY\", \"SUNDAY\"]",
              required = true)
          @Nullable List<@Nullable String> days,
      @Schema(
              description = "Local start time",
              examples = "19:00",
              pattern = RosterValidator.TIME_OF_DAY,
              required = true)
          @Nullable String from,
      @Schema(
              description =
                  "Local end time, exclusive. A time at or before `from` is on the next day",
              examples = "07:00",
              pattern = RosterValidator.TIME_OF_DAY,
              required = true)
          @Nullable String to,
      @Schema(
              description = "IANA time zone of the local times. Without it: the facility's",
              examples = "America/Chicago")
          @Nullable String timeZone,
      @Schema(
              description = "First day on which the duty begins",
              format = "date",
              examples = "2026-03-07",
              required = true)
          @Nullable String startsOn,
      @Schema(
              description = "Last day on which the duty begins. Absent if it has no end",
              format = "date",
              examples = "2026-03-29")
          @Nullable String endsOn,
      @Schema(description = "Whether an overlap with another person's exclusive duty is refused")
          @Nullable Boolean exclusive,
      @VisibleText
          @NotNull(message = "Say why")
          @MaxLength(2000)
          @Schema(
              description =
                  "The reason. It is kept with the roster's changes and everybody can read it",
              examples = "Weekends until the new technician comes")
          String reason) {
    static final String DESCRIPTION =
        "Adds a duty that recurs every week in local time, from its first day on. A duty whose"
            + " first turn has begun is refused: for the rest of that turn, add a shift. A duty that"
            + " already exists is not added again, so a retry needs no key; if you send `exclusive`,"
            + " it applies to that duty. An exclusive duty that overlaps another person's duty is"
            + " refused.";
  }

  /** A person takes the duty of others for a while. */
  @Schema(name = "NewRosterStandIn")
  record NewStandIn(
      @Schema(description = "Id or username", examples = "omar.ortiz", required = true)
          @Nullable String person,
      @Schema(
              description =
                  "Id or username of the person who is replaced. Without it: everybody of the"
                      + " roster",
              examples = "luis.romero")
          @Nullable String insteadOf,
      @Schema(description = "The start. Time that has passed does not count", required = true)
          @Nullable Instant startsAt,
      @Schema(required = true) @Nullable Instant endsAt,
      @VisibleText
          @NotNull(message = "Say why")
          @MaxLength(2000)
          @Schema(
              description = "The reason. Everybody can read it",
              examples = "Luis called in sick")
          String reason) {
    static final String DESCRIPTION =
        "A person stands in for another one and is on call exactly when the other would be;"
            + " or for everybody, on call throughout, which fills a gap. A stand-in that is entered"
            + " after its start takes effect now. Entering the same again returns the same"
            + " stand-in, so a retry needs no key.";
  }

  /** Two people swap one duty each. */
  @Schema(name = "NewRosterSwap")
  record NewSwap(
      @NotNull(message = "Send whose duty, and when") Half one,
      @NotNull(message = "Send whose duty, and when") Half other,
      @VisibleText
          @NotNull(message = "Say why")
          @MaxLength(2000)
          @Schema(description = "The reason. Everybody can read it", examples = "Family matter")
          String reason) {
    static final String DESCRIPTION =
        "Both people must be on call for all of the time they give away; of a duty that has"
            + " begun, for the rest of it. A swap is two stand-ins that are entered and called off"
            + " together. Entering the same swap again returns the same, so a retry needs no key.";

    /** The duty that one person gives away. */
    @Schema(name = "SwappedRosterDuty")
    record Half(
        @Schema(
                description = "Id or username of the person whose duty it is now",
                examples = "luis.romero",
                required = true)
            @Nullable String person,
        @Schema(required = true) @Nullable Instant startsAt,
        @Schema(required = true) @Nullable Instant endsAt) {}
  }
}
