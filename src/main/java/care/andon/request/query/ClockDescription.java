package care.andon.request.query;

import static care.andon.request.query.WallClockFormat.words;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.Acknowledged;
import care.andon.history.RequestEvent.Asked;
import care.andon.history.RequestEvent.Declined;
import care.andon.history.RequestEvent.Resolved;
import care.andon.history.RequestEvent.Withdrawn;
import care.andon.kernel.ClockKind;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.SlaClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A promise in one sentence, in local time: when it is due and why then, or how it ended.
 *
 * @param engine the clock as it is at {@code now}
 * @param zone whose clock the reader reads: the facility's
 * @param names who did something, as the reader may see it
 */
public record ClockDescription(
    ClockHistory history,
    SlaClock engine,
    Instant now,
    ZoneId zone,
    Function<RecordedEvent, String> names) {
  private static final int MOST_DAYS_LOOKED_AT = 366;
  private static final int MOST_DAYS_NAMED = 4;

  public String text() {
    if (history.clock().isCancelled()) {
      return "Not measured: withdrawn %s before it was due."
          .formatted(when(history.present().from()));
    }
    var breachedAt = engine.breachedAt();
    var stoppedAt = engine.stoppedAt();
    if (breachedAt != null) {
      return stoppedAt == null ? missedOpen(breachedAt) : missed(breachedAt, stoppedAt);
    }
    return switch (engine.state()) {
      case STOPPED -> kept(Objects.requireNonNull(stoppedAt));
      case PAUSED -> waiting();
      case RUNNING -> engine.dueAt().map(this::due).orElseGet(this::neverDue);
    };
  }

  private String kept(Instant stoppedAt) {
    var early =
        engine
            .promisedAt()
            .map(due -> Duration.between(stoppedAt, due))
            .map(
                left ->
                    left.isZero()
                        ? ", just when it was due"
                        : ", %s before it was due".formatted(words(left)))
            .orElse("");
    return "%s: %s%s."
        .formatted(
            history.clock().isDeclined() ? "Answered, not met" : "Kept", ended(stoppedAt), early);
  }

  private String missed(Instant breachedAt, Instant stoppedAt) {
    return "Missed: it was due %s, and %s, %s late."
        .formatted(when(breachedAt), ended(stoppedAt), words(between(breachedAt, stoppedAt)));
  }

  private String missedOpen(Instant breachedAt) {
    return "Missed: it was due %s, %s ago, and is still open."
        .formatted(when(breachedAt), words(between(breachedAt, now)));
  }

  private static Duration between(Instant from, Instant until) {
    return until.isBefore(from) ? Duration.ZERO : Duration.between(from, until);
  }

  private String waiting() {
    var resumesAt = engine.resumesAt();
    var elapsed = engine.elapsedAt(now);
    return "Waiting for the caregiver since %s, with %s of %s used%s."
        .formatted(
            when(history.present().from()),
            elapsed.isZero() ? "nothing" : words(elapsed),
            promised(),
            resumesAt == null
                ? ""
                : "; runs on by itself %s at the latest".formatted(when(resumesAt)));
  }

  private String due(Instant due) {
    return "Due %s: %s from %s%s%s."
        .formatted(when(due), promised(), when(engine.startedAt()), closed(due), leftOut());
  }

  private String neverDue() {
    return "Never due: the calendar is not open for %s any more.".formatted(promised());
  }

  private String promised() {
    return open(engine.target());
  }

  /** An amount of open time; called working time if the calendar also has closed time. */
  private String open(Duration time) {
    return hasClosedTime() ? WallClockFormat.workingTime(time) : words(time);
  }

  private boolean hasClosedTime() {
    var end = engine.startedAt().plus(MOST_DAYS_LOOKED_AT, ChronoUnit.DAYS);
    return engine
            .calendar()
            .openBetween(engine.startedAt(), end)
            .compareTo(Duration.between(engine.startedAt(), end))
        < 0;
  }

  private String leftOut() {
    var parts =
        Stream.of(
                stoodStill(ClockState.PAUSED, "waiting for the caregiver"),
                stoodStill(ClockState.STOPPED, "standing still before it was reopened"))
            .flatMap(Optional::stream)
            .toList();
    return parts.isEmpty() ? "" : ", leaving out " + WallClockFormat.list(parts);
  }

  private Optional<String> stoodStill(ClockState state, String what) {
    var time = history.openTime(state, engine, now);
    return time.isZero() ? Optional.empty() : Optional.of(open(time) + " of " + what);
  }

  /** The days between start and due on which the calendar is closed all day. */
  private String closed(Instant due) {
    var days = new ArrayList<LocalDate>();
    var last = date(due);
    var day = date(engine.startedAt()).plusDays(1);
    if (ChronoUnit.DAYS.between(day, last) > MOST_DAYS_LOOKED_AT) {
      return ", closed days not counted";
    }
    for (; day.isBefore(last); day = day.plusDays(1)) {
      if (isClosed(day)) {
        days.add(day);
      }
    }
    if (days.isEmpty()) {
      return "";
    }
    return days.size() > MOST_DAYS_NAMED
        ? ", closed on %d days between".formatted(days.size())
        : ", closed " + WallClockFormat.list(days.stream().map(ClockDescription::weekday).toList());
  }

  private boolean isClosed(LocalDate day) {
    var zone = engine.calendar().zone();
    return engine
        .calendar()
        .openBetween(
            day.atStartOfDay(zone).toInstant(), day.plusDays(1).atStartOfDay(zone).toInstant())
        .isZero();
  }

  private static String weekday(LocalDate day) {
    return day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
  }

  private LocalDate date(Instant instant) {
    return instant.atZone(engine.calendar().zone()).toLocalDate();
  }

  /** "acknowledged Tuesday 14:02 by Omar Ortiz". */
  private String ended(Instant at) {
    var because = history.present().because();
    return "%s %s%s".formatted(verb(because), when(at), by(because));
  }

  private String by(@Nullable RecordedEvent because) {
    return because == null || because.isAutomatic() ? "" : " by " + names.apply(because);
  }

  private String verb(@Nullable RecordedEvent because) {
    if (history.clock().kind() == ClockKind.UPDATE) {
      return isWithdrawn(because) ? "withdrawn" : "the caregiver was told";
    }
    return switch (because == null ? null : because.event()) {
      case Acknowledged acknowledged -> "acknowledged";
      case Asked asked -> "asked about";
      case Resolved resolved -> "resolved";
      case Declined declined -> "declined";
      case Withdrawn withdrawn -> "withdrawn";
      case null, default -> "answered";
    };
  }

  private static boolean isWithdrawn(@Nullable RecordedEvent because) {
    return because != null && because.event() instanceof Withdrawn;
  }

  private String when(Instant instant) {
    return new WallClockFormat(zone, now).when(instant);
  }
}
