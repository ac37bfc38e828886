package care.andon.directory.roster;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.WeeklyHours;
import care.andon.directory.roster.RosterChange.Act;
import care.andon.directory.roster.Rosters.Change;
import care.andon.directory.roster.Rosters.Overlap;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.web.ConditionalRequests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adds, changes and removes weekly duties. The past does not change: a duty that has begun only
 * gets another end.
 */
@ApplicationScoped
class WeeklyDuties {
  /** Longer than any roster is planned ahead. */
  private static final Duration FUTURE = Duration.ofDays(400 * 365L);

  private final Rosters rosters;
  private final WeeklyDutyRepository repository;
  private final ShiftRepository shifts;

  WeeklyDuties(Rosters rosters, WeeklyDutyRepository repository, ShiftRepository shifts) {
    this.rosters = rosters;
    this.repository = repository;
    this.shifts = shifts;
  }

  /**
   * Adds a duty whose first turn is to come. One that exists already is not added again; only
   * whether it is exclusive changes, if the body says so.
   */
  WeeklyDuty add(
      Caller caller,
      Function<DirectorySnapshot, RosterPlace> find,
      RosterBodies.NewWeeklyDuty body) {
    return rosters.change(
        caller,
        find,
        change -> {
          var wanted = read(Rosters.newId(), body, change);
          var same =
              repository.of(change.place).stream()
                  .filter(duty -> duty.isSameAs(wanted, change.zone()))
                  .findFirst();
          if (same.isEmpty()) {
            requireToCome(wanted, change);
            requireNoOverlap(wanted, change);
            change.add(wanted, body.reason());
            return wanted;
          }
          if (body.exclusive() != null && body.exclusive() != same.get().exclusive()) {
            replace(same.get(), wanted, body.reason(), change);
          }
          return same.get();
        });
  }

  private static void requireToCome(WeeklyDuty duty, Change change) {
    if (duty.times().lastBegun(change.now, change.zone()).isPresent()) {
      throw Problem.invalid(
          "/startsOn",
          "in_the_past",
          "Send a first day whose turn has not begun; for the rest of a turn, add a shift");
    }
  }

  private void replace(
      WeeklyDuty before, WeeklyDuty after, @Nullable String reason, Change change) {
    requirePastUnchanged(before, after, change);
    requireNoOverlap(after, change);
    before.become(after);
    change.log(Act.WEEKLY_CHANGED, before, reason);
  }

  /**
   * The present state of a duty.
   *
   * @throws Problem if it does not exist
   */
  WeeklyDuty get(UUID id) {
    return repository.findByIdOptional(id).orElseThrow(Problem::notFound);
  }

  /**
   * Changes a duty to what the body says. If it is so already, nothing changes, whatever the tag
   * says: the caller may retry a change whose answer was lost.
   *
   * @param ifMatch the tag of the state that the caller has seen
   * @throws Problem if the duty has changed since, or the past would change
   */
  WeeklyDuty change(Caller caller, UUID id, RosterBodies.NewWeeklyDuty body, String ifMatch) {
    return rosters.change(
        caller,
        snapshot -> Rosters.place(snapshot, repository.postOf(id)),
        change -> {
          var before = find(id);
          var after = read(id, body, change);
          if (!before.isSameAs(after, change.zone()) || before.exclusive() != after.exclusive()) {
            ConditionalRequests.requireMatch(ifMatch, before.tag());
            replace(before, after, body.reason(), change);
          }
          return before;
        });
  }

  /**
   * Removes a duty. One that has begun ends with its present turn, or with the latest one. If that
   * is so already, nothing changes, whatever the tag says.
   *
   * @param ifMatch the tag of the state that the caller has seen; null for any
   * @throws Problem if the duty is over or has changed since
   */
  WeeklyDuty remove(Caller caller, UUID id, @Nullable String reason, @Nullable String ifMatch) {
    return rosters.change(
        caller,
        snapshot -> Rosters.place(snapshot, repository.postOf(id)),
        change -> {
          var duty = find(id);
          var lastBegun = duty.times().lastBegun(change.now, change.zone());
          if (lastBegun.isEmpty()) {
            ConditionalRequests.requireMatch(ifMatch, duty.tag());
            repository.delete(duty);
            change.log(Act.WEEKLY_REMOVED, duty, reason);
          } else if (isOver(duty, change)) {
            throw Rosters.pastProblem();
          } else if (!lastBegun.get().equals(duty.times().endsOn())) {
            ConditionalRequests.requireMatch(ifMatch, duty.tag());
            duty.endOn(lastBegun.get());
            change.log(Act.WEEKLY_ENDED, duty, reason);
          }
          return duty;
        });
  }

  private static boolean isOver(WeeklyDuty duty, Change change) {
    return duty.times().nextTurn(change.now, change.zone()).isEmpty();
  }

  private static void requirePastUnchanged(WeeklyDuty before, WeeklyDuty after, Change change) {
    var lastBegun = before.times().lastBegun(change.now, change.zone());
    if (lastBegun.isEmpty()) {
      requireToCome(after, change);
      return;
    }
    var end = after.times().endsOn();
    if (isOver(before, change)
        || !before.hasSamePersonAndHours(after, change.zone())
        || (end != null && end.isBefore(lastBegun.get()))) {
      throw Problem.of(
          ProblemType.ROSTER_PAST,
          "It has begun: only its end, to come, and whether it is exclusive can change. End it, and"
              + " add another one.");
    }
  }

  /** Refuses an exclusive duty that overlaps exclusive duties of other people. */
  private void requireNoOverlap(WeeklyDuty wanted, Change change) {
    if (!wanted.exclusive()) {
      return;
    }
    var toCome = new Interval(change.now, change.now.plus(FUTURE));
    var overlaps = new ArrayList<Overlap>();
    repository.of(change.place).stream()
        .filter(other -> !other.id().equals(wanted.id()))
        .filter(other -> other.exclusive() && !other.person().equals(wanted.person()))
        .forEach(other -> overlap(other, wanted, change).ifPresent(overlaps::add));
    shifts.within(change.place, toCome).stream()
        .filter(other -> other.exclusive() && !other.person().equals(wanted.person()))
        .forEach(other -> overlap(other, wanted, change).ifPresent(overlaps::add));
    change.requireNoOverlaps(overlaps);
  }

  private static Optional<Overlap> overlap(WeeklyDuty other, WeeklyDuty wanted, Change change) {
    return wanted
        .overlap(other, change.now, change.zone())
        .map(when -> change.overlap(other.person(), when));
  }

  private static Optional<Overlap> overlap(Shift other, WeeklyDuty wanted, Change change) {
    return other
        .span()
        .filter(when -> !wanted.times().turnsWithin(when, change.zone()).isEmpty())
        .map(when -> change.overlap(other.person(), when));
  }

  private static WeeklyDuty read(UUID id, RosterBodies.NewWeeklyDuty body, Change change) {
    var validator = change.validator;
    var person = validator.person(body.person(), "/person");
    var days = validator.days(body.days(), "/days");
    var from = validator.timeOfDay(body.from(), "/from");
    var to = validator.timeOfDay(body.to(), "/to");
    var zone = validator.zone(body.timeZone(), "/timeZone");
    var first = date(body.startsOn(), "/startsOn", validator);
    if (body.startsOn() == null) {
      validator.refuse("/startsOn", "required", "Send the first day on which it begins");
    }
    var last = date(body.endsOn(), "/endsOn", validator);
    if (first.isPresent() && last.filter(day -> day.isBefore(first.get())).isPresent()) {
      validator.refuse("/endsOn", "ends_before_it_starts", "Send a last day not before the first");
    }
    validator.throwIfInvalid();
    var hours = new WeeklyHours(days.orElseThrow(), from.orElseThrow(), to.orElseThrow());
    var times =
        new DutyTimes.Weekly(
            hours,
            body.timeZone() == null ? null : zone.orElseThrow(),
            first.orElseThrow(),
            last.orElse(null));
    if (times
        .nextTurn(first.get().atStartOfDay().toInstant(ZoneOffset.MAX), change.zone())
        .isEmpty()) {
      throw Problem.invalid(
          "/endsOn", "never", "Send days of which at least one is between the first and the last");
    }
    return new WeeklyDuty(id, person.orElseThrow(), times, Boolean.TRUE.equals(body.exclusive()));
  }

  private static Optional<LocalDate> date(
      @Nullable String text, String pointer, RosterValidator validator) {
    return Optional.ofNullable(text).flatMap(it -> validator.date(it, pointer));
  }

  private WeeklyDuty find(UUID id) {
    return repository
        .findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .orElseThrow(Problem::notFound);
  }
}
