package care.andon.directory.roster;

import care.andon.platform.text.MaxLength;
import care.andon.platform.text.VisibleText;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is sent to change a roster. */
final class RosterBodies {
  static final int MOST_SHIFTS = 200;

  private RosterBodies() {}

  /** Shifts to be added, all or none. */
  @Schema(name = "NewRosterShifts")
  record NewShifts(
      @NotNull(message = "Send at least one shift")
          @Schema(description = "1 to 200, all or none of them are added")
          List<@Valid NewShift> shifts) {}

  /** One shift on one date. */
  @Schema(name = "NewRosterShift")
  record NewShift(
      @Schema(description = "Id or username", examples = "ana.ortiz", required = true)
          @Nullable String person,
      @Schema(
              description = "What the wall clock shows at the start",
              examples = "2026-03-02T19:00",
              pattern = RosterValidator.LOCAL,
              required = true)
          @Nullable String starts,
      @Schema(
              description = "What it shows at the end, which belongs to the next shift",
              examples = "2026-03-03T07:00",
              pattern = RosterValidator.LOCAL,
              required = true)
          @Nullable String ends,
      @Schema(
              description = "Whose wall clock, by IANA name; absent for the facility's",
              examples = "America/Chicago")
          @Nullable String timeZone,
      @Schema(description = "Refused where somebody else's exclusive duty overlaps it")
          @Nullable Boolean exclusive) {}

  /** A duty of every week. */
  @Schema(name = "NewRosterWeeklyDuty")
  record NewWeeklyDuty(
      @Schema(description = "Id or username", examples = "ana.ortiz", required = true)
          @Nullable String person,
      @Schema(
              description = "On which it begins, MONDAY to SUNDAY, each once",
              examples = "[\"SATURDAY\", \"SUNDAY\"]",
              required = true)
          @Nullable List<@Nullable String> days,
      @Schema(
              description = "What the wall clock shows at the start",
              examples = "19:00",
              pattern = RosterValidator.TIME_OF_DAY,
              required = true)
          @Nullable String from,
      @Schema(
              description =
                  "What it shows at the end, which belongs to the next; at or before 'from' it is on"
                      + " the next day",
              examples = "07:00",
              pattern = RosterValidator.TIME_OF_DAY,
              required = true)
          @Nullable String to,
      @Schema(
              description = "Whose wall clock, by IANA name; absent for the facility's",
              examples = "America/Chicago")
          @Nullable String timeZone,
      @Schema(
              description = "First day on which it begins",
              format = "date",
              examples = "2026-03-07",
              required = true)
          @Nullable String startsOn,
      @Schema(
              description = "Last day on which it begins; absent for one without an end",
              format = "date",
              examples = "2026-03-29")
          @Nullable String endsOn,
      @Schema(description = "Refused where somebody else's exclusive duty overlaps it")
          @Nullable Boolean exclusive,
      @VisibleText
          @NotNull(message = "Say why")
          @MaxLength(2000)
          @Schema(
              description = "Kept with the roster's changes; everybody can read it",
              examples = "Weekends until the new technician comes")
          String reason) {}

  /** Somebody has the duty of others for a while. */
  @Schema(name = "NewRosterStandIn")
  record NewStandIn(
      @Schema(description = "Id or username", examples = "omar.ortiz", required = true)
          @Nullable String person,
      @Schema(
              description = "Whose duty it is; absent for everybody's of the roster",
              examples = "luis.romero")
          @Nullable String insteadOf,
      @Schema(description = "What is past of it does not count", required = true)
          @Nullable Instant startsAt,
      @Schema(required = true) @Nullable Instant endsAt,
      @VisibleText
          @NotNull(message = "Say why")
          @MaxLength(2000)
          @Schema(description = "Everybody can read it", examples = "Luis called in sick")
          String reason) {}

  /** Two people swap a duty each. */
  @Schema(name = "NewRosterSwap")
  record NewSwap(
      @NotNull(message = "Send whose duty, and when") Half one,
      @NotNull(message = "Send whose duty, and when") Half other,
      @VisibleText
          @NotNull(message = "Say why")
          @MaxLength(2000)
          @Schema(description = "Everybody can read it", examples = "Family matter")
          String reason) {

    /** A duty somebody gives away. */
    @Schema(name = "SwappedRosterDuty")
    record Half(
        @Schema(
                description = "Who has it now: id or username",
                examples = "luis.romero",
                required = true)
            @Nullable String person,
        @Schema(required = true) @Nullable Instant startsAt,
        @Schema(required = true) @Nullable Instant endsAt) {}
  }
}
