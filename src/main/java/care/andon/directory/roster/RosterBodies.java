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
  @Schema(name = "NewShifts")
  record NewShifts(
      @NotNull(message = "Send at least one shift")
          @Schema(description = "1 to 200, all or none of them are added")
          List<@Valid NewShift> shifts) {
    static final String DESCRIPTION =
        "All or none. A shift that is there already is given back as it is, so a retry adds nothing"
            + " and needs no key, though one is taken. Refused where an exclusive shift overlaps"
            + " somebody else's.";
  }

  /** A shift on one date. */
  @Schema(name = "NewShift")
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

  /** A weekly duty. */
  @Schema(name = "NewWeeklyDuty")
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
          String reason) {
    static final String DESCRIPTION =
        "By the wall clock, from its first day on. A duty that is there already is given back as it"
            + " is, so a retry adds nothing and needs no key, though one is taken. Refused where an"
            + " exclusive duty overlaps somebody else's, of every week or on a date to come.";
  }

  /** A person takes the duty of others for a while. */
  @Schema(name = "NewStandIn")
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
          String reason) {
    static final String DESCRIPTION =
        "\"Tonight Ortiz stands in, because ...\" For somebody: on call exactly when they would be."
            + " For everybody: throughout, so it fills a gap. One that is said to have begun begins"
            + " now: who was on call until then stays as it was. The same said again is the same"
            + " stand-in, so no key is needed, though one is taken.";
  }

  /** Two people swap one duty each. */
  @Schema(name = "NewSwap")
  record NewSwap(
      @NotNull(message = "Send whose duty, and when") Half one,
      @NotNull(message = "Send whose duty, and when") Half other,
      @VisibleText
          @NotNull(message = "Say why")
          @MaxLength(2000)
          @Schema(description = "Everybody can read it", examples = "Family matter")
          String reason) {
    static final String DESCRIPTION =
        "Both must be on call for all of the time they give away, of a duty that has begun for what is"
            + " left of it. It is two stand-ins said at once, and called off together. The same swap again is the same, so no key is needed, though"
            + " one is taken.";

    /** The duty that one person gives away. */
    @Schema(name = "SwappedDuty")
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
