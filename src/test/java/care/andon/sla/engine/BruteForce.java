package care.andon.sla.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the calendar and the clock, followed word by word and minute by minute. Shares
 * nothing with the engine but the values it is given; slow, and meant to be.
 */
final class BruteForce {
  /** Seconds. */
  private static final int STEP = 15;

  private BruteForce() {}

  /** Rule 1, 2, 3, read aloud. */
  static boolean isOpen(WorkCalendar calendar, Instant instant) {
    var wall = instant.atZone(calendar.zone()).toLocalDateTime();
    var date = wall.toLocalDate();
    var exception = exceptionOn(calendar, date);
    if (exception.isPresent()) {
      return exception.get().open().stream()
          .anyMatch(hours -> isOpenToday(hours, wall.toLocalTime()));
    }
    if (isClosed(calendar, date)) {
      return false;
    }
    return weekday(calendar, date).stream()
            .anyMatch(hours -> isOpenToday(hours, wall.toLocalTime()))
        || begunOn(calendar, date.minusDays(1)).stream()
            .anyMatch(hours -> isOpenTomorrow(hours, wall.toLocalTime()));
  }

  private static Optional<OpenException> exceptionOn(WorkCalendar calendar, LocalDate date) {
    return calendar.exceptions().stream()
        .filter(exception -> exception.date().equals(date))
        .findFirst();
  }

  private static boolean isClosed(WorkCalendar calendar, LocalDate date) {
    return calendar.closures().stream()
        .anyMatch(
            closure ->
                switch (closure) {
                  case Closure.ClosedDate(var closed) -> closed.equals(date);
                  case Closure.ClosedYearly(var from, var to) ->
                      isWithin(MonthDay.from(date), from, to);
                });
  }

  private static boolean isWithin(MonthDay day, MonthDay from, MonthDay to) {
    for (var step = LocalDate.of(2000, from.getMonth(), from.getDayOfMonth());
        ;
        step = step.plusDays(1)) {
      if (MonthDay.from(step).equals(day)) {
        return true;
      }
      if (MonthDay.from(step).equals(to)) {
        return false;
      }
    }
  }

  private static List<OpenInterval> weekday(WorkCalendar calendar, LocalDate date) {
    return calendar.weekly().getOrDefault(date.getDayOfWeek(), List.of());
  }

  private static List<OpenInterval> begunOn(WorkCalendar calendar, LocalDate date) {
    var exception = exceptionOn(calendar, date);
    if (exception.isPresent()) {
      return exception.get().open();
    }
    return isClosed(calendar, date) ? List.of() : weekday(calendar, date);
  }

  private static boolean isOpenToday(OpenInterval hours, LocalTime time) {
    var minute = time.getHour() * 60 + time.getMinute();
    return minute >= hours.startMinute()
        && (minute < hours.endMinute() || hours.endMinute() < hours.startMinute());
  }

  private static boolean isOpenTomorrow(OpenInterval hours, LocalTime time) {
    var minute = time.getHour() * 60 + time.getMinute();
    return hours.endMinute() < hours.startMinute() && minute < hours.endMinute();
  }

  static Duration openBetween(WorkCalendar calendar, Instant from, Instant to) {
    var open = 0;
    for (var minute = from; minute.isBefore(to); minute = minute.plus(1, ChronoUnit.MINUTES)) {
      open += isOpen(calendar, minute) ? 1 : 0;
    }
    return Duration.ofMinutes(open);
  }

  /** Null if it is further away than one cares to walk. */
  static @Nullable Instant dueAt(
      WorkCalendar calendar, Instant from, Duration target, Duration atMost) {
    var left = target.toMinutes();
    var end = from.plus(atMost);
    for (var minute = from; !minute.isAfter(end); minute = minute.plus(1, ChronoUnit.MINUTES)) {
      if (left == 0) {
        return minute;
      }
      left -= isOpen(calendar, minute) ? 1 : 0;
    }
    return null;
  }

  /**
   * A story, fifteen seconds at a time: with targets of whole minutes, steps of 25 % and its
   * multiples fall on them. The due is null if it is further away than one cares to walk.
   */
  static SlaAccount evaluate(SlaCase written) {
    var story = withoutUndoneStops(written);
    var clock = new SteppingClock(story);
    for (var now = story.start(); ; now = now.plusSeconds(STEP)) {
      clock.actAt(now);
      if (now.equals(story.asOf())) {
        return clock.account(now);
      }
      clock.pass(now);
    }
  }

  /**
   * The story as it is once its stops were undone: instead of each such stop there is the end of a
   * pause, if there was one, and nothing that happened to the stopped clock.
   */
  private static SlaCase withoutUndoneStops(SlaCase story) {
    var acts = new ArrayList<SlaAct>();
    var stop = -1;
    for (var act : story.events().stream().filter(it -> !it.at().isAfter(story.asOf())).toList()) {
      if (act instanceof SlaAct.Undo && stop >= 0) {
        var stopped = acts.get(stop).at();
        acts.subList(stop, acts.size()).clear();
        acts.add(new SlaAct.Resume(stopped));
        stop = -1;
      } else {
        if (act instanceof SlaAct.Reopen) {
          stop = -1;
        } else if (act instanceof SlaAct.Stop && stop < 0) {
          stop = acts.size();
        }
        acts.add(act);
      }
    }
    return new SlaCase(
        story.calendar(),
        story.target(),
        story.start(),
        acts,
        story.pauseLimit(),
        story.steps(),
        story.asOf());
  }

  private static final class SteppingClock {
    private final SlaCase story;
    private final List<FiredStep> fired = new ArrayList<>();
    private ClockState state = ClockState.RUNNING;
    private long target;
    private long elapsed;
    private boolean open;
    private @Nullable Instant resumesAt;
    private @Nullable Instant stoppedAt;
    private @Nullable Instant breachedAt;

    SteppingClock(SlaCase story) {
      this.story = story;
      target = story.target().toSeconds();
    }

    void actAt(Instant now) {
      if (state == ClockState.PAUSED && now.equals(resumesAt)) {
        state = ClockState.RUNNING;
      }
      story.events().stream().filter(act -> act.at().equals(now)).forEach(this::act);
    }

    private void act(SlaAct act) {
      var changeable = state != ClockState.STOPPED && breachedAt == null;
      switch (act) {
        case SlaAct.Pause(var at) -> {
          if (state == ClockState.RUNNING) {
            state = ClockState.PAUSED;
            resumesAt = story.pauseLimit() == null ? null : at.plus(story.pauseLimit());
          }
        }
        case SlaAct.Resume _ -> {
          if (state == ClockState.PAUSED) {
            state = ClockState.RUNNING;
          }
        }
        case SlaAct.Stop(var at) -> {
          if (state != ClockState.STOPPED) {
            state = ClockState.STOPPED;
            stoppedAt = at;
          }
        }
        case SlaAct.Undo _ -> {
          // There is no stop to undo.
        }
        case SlaAct.Reopen _ -> {
          if (state == ClockState.STOPPED) {
            state = ClockState.RUNNING;
            stoppedAt = null;
          }
        }
        case SlaAct.Raise(_, var newTarget) ->
            target = changeable ? Math.min(target, elapsed + newTarget.toSeconds()) : target;
        case SlaAct.Lower(_, var newTarget) ->
            target = changeable ? Math.max(target, newTarget.toSeconds()) : target;
      }
    }

    void pass(Instant now) {
      if (now.getEpochSecond() % 60 == 0 || now.equals(story.start())) {
        open = isOpen(story.calendar(), now);
      }
      if (state != ClockState.RUNNING) {
        return;
      }
      if (breachedAt == null && elapsed >= target) {
        breachedAt = now;
      }
      if (story.steps() != null) {
        story.steps().stream()
            .filter(percent -> fired.stream().noneMatch(step -> step.percent() == percent))
            .filter(percent -> elapsed * 100 >= percent * target)
            .sorted()
            .forEach(percent -> fired.add(new FiredStep(percent, now)));
      }
      elapsed += open ? STEP : 0;
    }

    SlaAccount account(Instant now) {
      return new SlaAccount(
          Duration.ofSeconds(elapsed),
          Duration.between(story.start(), stoppedAt == null ? now : stoppedAt),
          state,
          breachedAt,
          verdict(),
          dueAt(now),
          story.steps() == null ? null : List.copyOf(fired));
    }

    private @Nullable Instant dueAt(Instant now) {
      if (breachedAt != null || state != ClockState.RUNNING) {
        return breachedAt;
      }
      return BruteForce.dueAt(
          story.calendar(), now, Duration.ofSeconds(target - elapsed), Duration.ofDays(10));
    }

    private Verdict verdict() {
      if (state == ClockState.STOPPED) {
        return breachedAt == null ? Verdict.MET : Verdict.MISSED;
      }
      return breachedAt == null ? Verdict.PENDING : Verdict.MISSED_OPEN;
    }
  }
}
