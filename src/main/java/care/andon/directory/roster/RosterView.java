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
    description = "A roster between two instants: weekly duties, shifts, stand-ins and gaps.")
public record RosterView(
    Named facility,
    @Schema(description = "Absent for the roster of a tier") @Nullable Named team,
    @Schema(description = "Tier of escalation, 2 to 4; absent for the roster of a team")
        @Nullable Integer tier,
    @Schema(description = "The time zone of the facility", examples = "America/Chicago")
        String timeZone,
    Instant from,
    Instant to,
    List<WeeklyView> weekly,
    List<ShiftView> shifts,
    @Schema(description = "Including those that were called off") List<StandInView> standIns,
    List<GapView> gaps) {
  static final String DESCRIPTION =
      "Weekly duties, shifts, stand-ins with their reasons, and gaps. The period is at most"
          + " 92 days.";

  /** A person with a duty. */
  @Schema(name = "RosterPerson", description = "A person with a duty.")
  record RosterPersonView(
      UUID id,
      @Schema(examples = "Ana Ortiz") String name,
      @Schema(examples = "Supply technician, weekends") String title,
      @Schema(description = "Whether the person has left. Then they are not called") boolean gone) {
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
  @Schema(name = "RosterWeeklyDuty", description = "A weekly duty in local wall-clock time.")
  public record WeeklyView(
      UUID id,
      RosterPersonView person,
      @Schema(description = "Days on which the duty begins", examples = "[\"MONDAY\", \"TUESDAY\"]")
          List<String> days,
      @Schema(examples = "19:00") String from,
      @Schema(description = "A time at or before `from` is on the next day", examples = "07:00")
          String to,
      @Schema(
              description = "IANA time zone. Absent if it is the facility's",
              examples = "America/Chicago")
          @Nullable String timeZone,
      @Nullable LocalDate startsOn,
      @Nullable LocalDate endsOn,
      boolean exclusive,
      @Schema(
              description = "The entity tag. Send it in If-Match to change the duty",
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
  @Schema(name = "RosterShift", description = "A shift in local wall-clock time.")
  public record ShiftView(
      UUID id,
      RosterPersonView person,
      @Schema(description = "Local start time", examples = "2026-03-02T19:00") String starts,
      @Schema(description = "Local end time, exclusive", examples = "2026-03-03T07:00") String ends,
      @Schema(examples = "America/Chicago") String timeZone,
      @Schema(description = "The first instant") @Nullable Instant startsAt,
      @Schema(description = "The end, exclusive") @Nullable Instant endsAt,
      @Schema(description = "Whether no other person's exclusive duty may overlap it")
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
      name = "RosterStandIn",
      description =
          "A person stands in for another one, on call exactly when the other would be; or"
              + " for everybody of the roster, on call throughout.")
  public record StandInView(
      UUID id,
      RosterPersonView person,
      @Schema(description = "The person who is replaced. Absent if it is everybody of the roster")
          @Nullable RosterPersonView insteadOf,
      @Schema(description = "The start, not before the stand-in was entered") Instant startsAt,
      Instant endsAt,
      @Schema(examples = "Luis called in sick") String reason,
      @Schema(description = "The same id in both halves of a swap. Absent for a single stand-in")
          @Nullable UUID swap,
      @Schema(description = "Username of the person who entered it", examples = "grace.kim")
          String madeBy,
      Instant madeAt,
      @Nullable String calledOffBy,
      @Schema(description = "The instant from which it no longer counts")
          @Nullable Instant calledOffAt) {
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
  @Schema(name = "RosterGap", description = "A time at which nobody is on call.")
  public record GapView(
      Instant from,
      Instant to,
      @Schema(
              description = "The start by the facility's clock, with its offset",
              examples = "2026-03-08T01:30:00-06:00",
              format = "date-time")
          String localFrom,
      @Schema(
              description = "The end by the facility's clock, with its offset",
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
  @Schema(
      name = "AddedRosterShifts",
      description = "The shifts. Those that already existed come first.")
  record Added(List<ShiftView> items) {
    static Added of(List<Shift> shifts, DirectorySnapshot directory) {
      return new Added(shifts.stream().map(it -> ShiftView.of(it, directory)).toList());
    }
  }

  /** One stand-in, or both halves of a swap. */
  @Schema(name = "RosterStandIns", description = "One stand-in, or both halves of a swap.")
  record StandIns(List<StandInView> items) {
    static StandIns of(List<StoredStandIn> act, DirectorySnapshot directory) {
      return new StandIns(act.stream().map(it -> StandInView.of(it, directory)).toList());
    }
  }

  /** An entry of the change log. */
  @Schema(name = "RosterChange", description = "One change of a roster.")
  record ChangeView(
      UUID id,
      Instant at,
      @Schema(description = "Username", examples = "grace.kim") String by,
      RosterChange.Act act,
      RosterPersonView person,
      @Nullable RosterPersonView insteadOf,
      @Schema(description = "Absent for a weekly duty without a start") @Nullable Instant startsAt,
      @Schema(description = "Absent for a weekly duty without an end") @Nullable Instant endsAt,
      @Schema(
              description = "Days and hours of a weekly duty, as they were then",
              examples = "SATURDAY, SUNDAY 07:00 to 19:00, America/Chicago")
          @Nullable String duty,
      @Nullable String reason) {
    static final String DESCRIPTION =
        "Every change of the roster with its author and time, newest first. Changes are never"
            + " deleted.";

    static ChangeView of(RosterChange change, DirectorySnapshot directory) {
      return new ChangeView(
          change.id(),
          change.at(),
          change.by(),
          change.act(),
          RosterPersonView.of(change.person(), directory),
          change.insteadOf() == null ? null : RosterPersonView.of(change.insteadOf(), directory),
          change.startsAt(),
          change.endsAt(),
          change.duty(),
          change.reason());
    }
  }
}
