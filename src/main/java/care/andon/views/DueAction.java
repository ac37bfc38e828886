package care.andon.views;

import care.andon.kernel.PersonId;
import care.andon.request.query.WallClockFormat;
import care.andon.request.state.RequestStatus;
import care.andon.sla.engine.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One thing that has to be done about a request, as a code and as a sentence in local time. */
@Schema(
    name = "ViewDueAction",
    description = "An action that is due on a request, with its deadline (inclusive).")
public record DueAction(
    What what,
    @Schema(description = "The deadline. Absent if only an answer ends the wait")
        @Nullable Instant by,
    boolean overdue,
    @Schema(description = "How long it is overdue, in whole minutes. Absent while in time")
        @Nullable Duration overBy,
    @Schema(description = "Of an escalation only") @Nullable Integer number,
    @Schema(description = "Of an escalation only") @Nullable Integer tier,
    @Schema(
            description = "Of an escalation only: the people called, any of whom can answer",
            examples = "Grace Kim")
        @Nullable List<String> called,
    @Schema(examples = "Resolve by 02:20, 40 min over") String words) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

  /** The kind of action. */
  @Schema(name = "ViewDueActionKind")
  public enum What {
    ANSWER_ESCALATION,
    ACKNOWLEDGE,
    SAY_SOMETHING,
    KEEP_PROMISE,
    RESOLVE,
    WAIT_FOR_ANSWER
  }

  /** Returns all actions due for a request, the earliest first; none once it is answered. */
  static List<DueAction> ofRequest(
      RequestRow row, ZoneId zone, Instant now, Function<PersonId, String> name) {
    var owed = new ArrayList<>(ofEscalation(row, zone, now, name));
    add(owed, What.ACKNOWLEDGE, row.acknowledgeBy(), "Acknowledge", zone, now);
    add(owed, What.SAY_SOMETHING, row.updateBy(), "Say something", zone, now);
    add(owed, What.RESOLVE, row.resolveBy(), "Resolve", zone, now);
    if (row.status() == RequestStatus.ACKNOWLEDGED) {
      add(owed, What.KEEP_PROMISE, row.promisedBy(), "Be there as promised", zone, now);
    }
    if (row.status() == RequestStatus.WAITING_FOR_CAREGIVER) {
      owed.add(waiting(row.waitEndsAt(), zone, now));
    }
    owed.sort(
        Comparator.comparing(DueAction::by, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(DueAction::what));
    return owed;
  }

  /** Returns only the escalation: the action of a person who was called and is not the assignee. */
  static List<DueAction> ofEscalation(
      RequestRow row, ZoneId zone, Instant now, Function<PersonId, String> name) {
    var escalation = row.escalation();
    if (escalation == null) {
      return List.of();
    }
    var by = escalation.answerBy();
    return List.of(
        new DueAction(
            What.ANSWER_ESCALATION,
            by,
            Deadline.hasPassed(by, now),
            overBy(by, now),
            escalation.number(),
            escalation.tier(),
            escalation.people().stream().map(name).toList(),
            "Answer the escalation of tier "
                + escalation.tier()
                + " by "
                + clock(by, zone, now)
                + over(by, now)));
  }

  /** Returns only the word to the caregiver: the action of a person who took an escalation. */
  static List<DueAction> ofTaker(RequestRow row, ZoneId zone, Instant now) {
    var owed = new ArrayList<DueAction>();
    add(owed, What.SAY_SOMETHING, row.updateBy(), "Say something", zone, now);
    return owed;
  }

  /** Returns a copy without how long it is overdue, which changes by time alone. */
  DueAction withoutElapsedTimes() {
    return overBy == null
        ? this
        : new DueAction(
            what,
            by,
            overdue,
            null,
            number,
            tier,
            called,
            words.substring(0, words.length() - over(overBy).length()));
  }

  private static void add(
      List<DueAction> owed, What what, @Nullable Instant by, String act, ZoneId zone, Instant now) {
    if (by != null) {
      owed.add(
          new DueAction(
              what,
              by,
              Deadline.hasPassed(by, now),
              overBy(by, now),
              null,
              null,
              null,
              act + " by " + clock(by, zone, now) + over(by, now)));
    }
  }

  private static DueAction waiting(@Nullable Instant until, ZoneId zone, Instant now) {
    return new DueAction(
        What.WAIT_FOR_ANSWER,
        until,
        false,
        null,
        null,
        null,
        null,
        "Wait for the caregiver's answer"
            + (until == null ? "" : ", until " + clock(until, zone, now) + " at the latest"));
  }

  /** "02:20", "Tuesday 02:20", "Tuesday 3 March 2026 02:20"; seconds are cut off. */
  static String clock(Instant instant, ZoneId zone, Instant now) {
    var local = instant.atZone(zone).truncatedTo(ChronoUnit.MINUTES);
    return local.toLocalDate().equals(now.atZone(zone).toLocalDate())
        ? TIME.format(local)
        : new WallClockFormat(zone, now).when(local.toInstant());
  }

  private static @Nullable Duration overBy(Instant by, Instant now) {
    return Deadline.hasPassed(by, now) ? minutes(by, now) : null;
  }

  static Duration minutes(Instant from, Instant until) {
    var passed = Duration.between(from, until).truncatedTo(ChronoUnit.MINUTES);
    return passed.isNegative() ? Duration.ZERO : passed;
  }

  private static String over(Instant by, Instant now) {
    return Deadline.hasPassed(by, now) ? over(minutes(by, now)) : "";
  }

  private static String over(Duration overBy) {
    return ", " + inShort(overBy) + " over";
  }

  /** "40 min", "3 h 5 min", "2 d 4 h". */
  static String inShort(Duration duration) {
    if (duration.toMinutes() < 1) {
      return "less than 1 min";
    }
    if (duration.toDays() > 0) {
      return duration.toDays() + " d" + rest(duration.toHoursPart(), "h");
    }
    return duration.toHours() > 0
        ? duration.toHours() + " h" + rest(duration.toMinutesPart(), "min")
        : duration.toMinutes() + " min";
  }

  private static String rest(int many, String unit) {
    return many == 0 ? "" : " " + many + " " + unit;
  }
}
