package care.andon.directory.roster;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Named;
import care.andon.directory.oncall.CoverageGap;
import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A roster between two instants. */
@Schema(
    name = "Roster",
    description =
        "Who has which duties between two instants: those of every week, dated shifts, who stands"
            + " in for whom, and when nobody is on call.")
public record RosterView(
    Named facility,
    @Schema(description = "Absent for the roster of a tier") @Nullable Named team,
    @Schema(description = "Tier of escalation, 2 to 4; absent for the roster of a team")
        @Nullable Integer tier,
    @Schema(description = "The facility's", examples = "America/Chicago") String timeZone,
    Instant from,
    Instant to,
    List<WeeklyView> weekly,
    List<ShiftView> shifts,
    @Schema(description = "Also those that were called off") List<StandInView> standIns,
    List<GapView> gaps) {
  static final String DESCRIPTION =
      "Duties of every week, dated shifts, who stands in for whom and why, and when nobody is on"
          + " call; between two instants at most 92 days apart.";

  /** A person with a duty. */
  @Schema(name = "RosterPerson", description = "Somebody with a duty.")
  record RosterPersonView(
      UUID id,
      @Schema(examples = "Ana Ortiz") String name,
      @Schema(examples = "Supply technician, weekends") String title,
      @Schema(description = "Whether they have left since, and are asked for nothing")
          boolean gone) {
    static RosterPersonView of(PersonId id, DirectorySnapshot directory) {
      var person = directory.person(id);
      return new RosterPersonView(
          id.value(),
          person.map(Person::name).orElse(""),
          person.map(Person::title).orElse(""),
          directory.isGone(id));
    }
  }

  /** A weekly duty. */
  @Schema(name = "WeeklyDuty", description = "A duty of every week, by the wall clock.")
  public record WeeklyView(
      UUID id,
      RosterPersonView person,
      @Schema(description = "On which it begins", examples = "[\"MONDAY\", \"TUESDAY\"]")
          List<String> days,
      @Schema(examples = "19:00") String from,
      @Schema(description = "At or before 'from' it is on the next day", examples = "07:00")
          String to,
      @Schema(description = "Absent for the facility's", examples = "America/Chicago")
          @Nullable String timeZone,
      @Nullable LocalDate startsOn,
      @Nullable LocalDate endsOn,
      boolean exclusive,
      @Schema(
              description = "Its entity tag: send it in If-Match to change what you see here",
              examples = "\"Zt0mJx3kq0m2Zk1n5Qw8yA\"")
          String etag) {
    public static WeeklyView of(WeeklyDuty duty, DirectorySnapshot directory) {
      var times = duty.times();
      return new WeeklyView(
          duty.id(),
          RosterPersonView.of(duty.person(), directory),
          times.hours().days().stream().sorted().map(DayOfWeek::name).toList(),
          text(times.hours().from()),
          text(times.hours().to()),
          times.zone() == null ? null : times.zone().getId(),
          times.startsOn(),
          times.endsOn(),
          duty.exclusive(),
          duty.tag());
    }

    private static String text(LocalTime time) {
      return time.toString();
    }
  }

  /** A dated shift. */
  @Schema(name = "Shift", description = "A shift on one date, by the wall clock.")
  public record ShiftView(
      UUID id,
      RosterPersonView person,
      @Schema(description = "What the wall clock shows at the start", examples = "2026-03-02T19:00")
          String starts,
      @Schema(description = "What it shows at the end", examples = "2026-03-03T07:00") String ends,
      @Schema(examples = "America/Chicago") String timeZone,
      @Schema(description = "Its first instant") @Nullable Instant startsAt,
      @Schema(description = "The end of its last") @Nullable Instant endsAt,
      @Schema(description = "Nobody else's exclusive duty of the roster overlaps it")
          boolean exclusive) {
    public static ShiftView of(Shift shift, DirectorySnapshot directory) {
      var when = shift.span();
      return new ShiftView(
          shift.id(),
          RosterPersonView.of(shift.person(), directory),
          text(shift.times().from()),
          text(shift.times().to()),
          shift.times().zone().getId(),
          when.map(it -> it.from()).orElse(null),
          when.map(it -> it.to()).orElse(null),
          shift.exclusive());
    }

    private static String text(LocalDateTime time) {
      return time.toString();
    }
  }

  /** A stand-in. */
  @Schema(
      name = "StandIn",
      description =
          "Somebody has the duty of others for a while: on call exactly when they would be, or, for"
              + " everybody of the roster, throughout.")
  public record StandInView(
      UUID id,
      RosterPersonView person,
      @Schema(description = "Whose duty it is; absent for everybody's")
          @Nullable RosterPersonView insteadOf,
      @Schema(description = "When it was said at the earliest") Instant startsAt,
      Instant endsAt,
      @Schema(examples = "Luis called in sick") String reason,
      @Schema(description = "The same for both halves of a swap; absent for one alone")
          @Nullable UUID swap,
      @Schema(description = "Username of whoever said so", examples = "grace.kim") String madeBy,
      Instant madeAt,
      @Nullable String calledOffBy,
      @Schema(description = "From then on it did not count") @Nullable Instant calledOffAt) {
    public static StandInView of(StoredStandIn standIn, DirectorySnapshot directory) {
      return new StandInView(
          standIn.id(),
          RosterPersonView.of(standIn.person(), directory),
          standIn.insteadOf() == null ? null : RosterPersonView.of(standIn.insteadOf(), directory),
          standIn.when().from(),
          standIn.when().to(),
          standIn.reason(),
          standIn.swap(),
          standIn.madeBy(),
          standIn.madeAt(),
          standIn.calledOffBy(),
          standIn.calledOffAt());
    }
  }

  /** A gap: nobody is on call. */
  @Schema(name = "RosterGap", description = "Nobody is on call.")
  public record GapView(
      Instant from,
      Instant to,
      @Schema(
              description = "What the facility's clock shows at the start, with its offset",
              examples = "2026-03-08T01:30:00-06:00",
              format = "date-time")
          String localFrom,
      @Schema(
              description = "What it shows at the end",
              examples = "2026-03-08T07:00:00-05:00",
              format = "date-time")
          String localTo) {
    public static GapView of(CoverageGap gap) {
      return new GapView(
          gap.from(),
          gap.to(),
          text(gap.localFrom().toOffsetDateTime()),
          text(gap.localTo().toOffsetDateTime()));
    }

    static String text(OffsetDateTime local) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local);
    }
  }

  /** The shifts after adding. */
  @Schema(name = "AddedShifts", description = "The shifts, those that were there before first.")
  record Added(List<ShiftView> items) {
    static Added of(List<Shift> shifts, DirectorySnapshot directory) {
      return new Added(shifts.stream().map(it -> ShiftView.of(it, directory)).toList());
    }
  }

  /** One stand-in, or both halves of a swap. */
  @Schema(name = "StandIns", description = "One stand-in, or both halves of a swap.")
  record StandIns(List<StandInView> items) {
    static StandIns of(List<StoredStandIn> act, DirectorySnapshot directory) {
      return new StandIns(act.stream().map(it -> StandInView.of(it, directory)).toList());
    }
  }

  /** An entry of the change log. */
  @Schema(name = "RosterChange", description = "Who changed a roster, when and how.")
  record ChangeView(
      UUID id,
      Instant at,
      @Schema(description = "Username", examples = "grace.kim") String by,
      RosterChange.Act act,
      RosterPersonView person,
      @Nullable RosterPersonView insteadOf,
      @Schema(description = "Absent for a duty of every week that was always there")
          @Nullable Instant startsAt,
      @Schema(description = "Absent for a duty of every week that has no end")
          @Nullable Instant endsAt,
      @Schema(
              description = "Days and hours of a duty of every week as they were then",
              examples = "SATURDAY, SUNDAY 07:00 to 19:00, America/Chicago")
          @Nullable String duty,
      @Nullable String reason) {
    static final String DESCRIPTION =
        "Who did what and when, the latest first; nothing is ever taken away here.";

    static ChangeView of(RosterChange change, DirectorySnapshot directory) {
      return new ChangeView(
          change.id(),
          change.at(),
          change.by(),
          change.act(),
          RosterPersonView.of(change.person(), directory),
          change.insteadOf() == null ? null : RosterPersonView.of(change.insteadOf(), directory),
          RosterRepository.finite(change.when().from()),
          RosterRepository.finite(change.when().to()),
          change.duty(),
          change.reason());
    }
  }
}
