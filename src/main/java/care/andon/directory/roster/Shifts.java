package care.andon.directory.roster;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.roster.RosterRepository.OfPlace;
import care.andon.directory.roster.Rosters.Change;
import care.andon.directory.roster.Rosters.Overlap;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds and removes dated shifts. */
@ApplicationScoped
public class Shifts {
  private final Rosters rosters;
  private final ShiftRepository repository;
  private final WeeklyDutyRepository weekly;

  Shifts(Rosters rosters, ShiftRepository repository, WeeklyDutyRepository weekly) {
    this.rosters = rosters;
    this.repository = repository;
    this.weekly = weekly;
  }

  /** The shifts of a roster that have an instant in the window, by start. */
  public List<Shift> within(RosterPlace place, Interval window) {
    return repository.shifts(place, window);
  }

  /** All shifts of a roster that came from one source. */
  public List<Shift> fromSource(RosterPlace place, String source) {
    return repository.shiftsFrom(place, source);
  }

  /** A shift of this roster. */
  public Optional<Shift> find(RosterPlace place, UUID id) {
    return repository.shiftOf(place, id);
  }

  /** Adds shifts, all or none. A shift that exists already is returned as it is. */
  List<Shift> add(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, RosterBodies.NewShifts body) {
    return rosters.change(
        caller,
        find,
        change -> {
          var wanted = read(body, change.validator);
          change.validator.throwIfInvalid();
          var kept = repository.shifts(change.place, span(wanted));
          var result = new ArrayList<Shift>();
          var added = new ArrayList<Shift>();
          for (var shift : wanted) {
            var same = kept.stream().filter(shift::hasSamePersonAndTimes).findFirst();
            same.ifPresentOrElse(result::add, () -> added.add(shift));
          }
          requireNoOverlap(added, kept, change);
          added.forEach(change::add);
          result.addAll(added);
          return result;
        });
  }

  private static List<Shift> read(RosterBodies.NewShifts body, RosterValidator validator) {
    if (body.shifts().isEmpty() || body.shifts().size() > RosterBodies.MOST_SHIFTS) {
      validator.refuse("/shifts", "length", "Send 1 to " + RosterBodies.MOST_SHIFTS + " shifts");
      return List.of();
    }
    var shifts = new ArrayList<Shift>();
    for (int i = 0; i < body.shifts().size(); i++) {
      read(body.shifts().get(i), validator, "/shifts/" + i).ifPresent(shifts::add);
    }
    return shifts;
  }

  private static Optional<Shift> read(
      RosterBodies.@Nullable NewShift body, RosterValidator validator, String pointer) {
    if (body == null) {
      validator.refuse(pointer, "required", "Send a shift");
      return Optional.empty();
    }
    var person = validator.person(body.person(), pointer + "/person");
    var from = validator.wallClock(body.starts(), pointer + "/starts");
    var to = validator.wallClock(body.ends(), pointer + "/ends");
    var zone = validator.zone(body.timeZone(), pointer + "/timeZone");
    if (person.isEmpty()
        || from.isEmpty()
        || to.isEmpty()
        || zone.isEmpty()
        || !validator.isValidShift(from.get(), to.get(), pointer + "/ends")) {
      return Optional.empty();
    }
    var times = new DutyTimes.Dated(from.get(), to.get(), zone.get());
    var shift =
        new Shift(
            Rosters.newId(),
            person.get(),
            times,
            Boolean.TRUE.equals(body.exclusive()),
            null,
            null);
    if (shift.when().isEmpty()) {
      validator.refuse(
          pointer + "/starts", "never", "A clock change skips this time; send another time");
      return Optional.empty();
    }
    return Optional.of(shift);
  }

  /** From the first start to the last end of the shifts. */
  public static Interval span(List<Shift> shifts) {
    var spans = shifts.stream().flatMap(shift -> shift.span().stream()).toList();
    return new Interval(
        spans.stream().map(Interval::from).min(Instant::compareTo).orElse(Instant.EPOCH),
        spans.stream()
            .map(Interval::to)
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH.plusSeconds(1)));
  }

  /** Refuses exclusive shifts that overlap exclusive duties of other people. */
  public void requireNoOverlap(List<Shift> added, List<Shift> kept, Change change) {
    var overlaps = new ArrayList<Overlap>();
    var all = new ArrayList<>(kept);
    for (var shift : added) {
      if (shift.exclusive()) {
        all.stream()
            .filter(Shift::exclusive)
            .filter(other -> !other.person().equals(shift.person()) && other.overlaps(shift))
            .forEach(
                other ->
                    other
                        .span()
                        .ifPresent(when -> overlaps.add(change.overlap(other.person(), when))));
        shift.span().ifPresent(when -> overlaps.addAll(weeklyOverlaps(shift, when, change)));
      }
      all.add(shift);
    }
    change.requireNoOverlaps(overlaps);
  }

  private List<Overlap> weeklyOverlaps(Shift shift, Interval when, Change change) {
    return weekly.weekly(change.place).stream()
        .filter(duty -> duty.exclusive() && !duty.person().equals(shift.person()))
        .flatMap(
            duty ->
                duty.times().turnsWithin(when, change.place.facility().timeZone()).stream()
                    .map(turn -> change.overlap(duty.person(), turn)))
        .toList();
  }

  /**
   * Removes a shift; one that has begun ends now.
   *
   * @throws Problem if it is over
   */
  void remove(Caller caller, UUID id) {
    rosters.change(
        caller,
        snapshot -> Rosters.place(snapshot, Rosters.inTransaction(() -> repository.shift(id))),
        change -> {
          var shift = repository.shift(id).map(OfPlace::entry).orElseThrow(Problem::notFound);
          var when = shift.span();
          if (when.isEmpty() || when.get().from().isAfter(change.now)) {
            change.remove(shift);
          } else if (when.get().to().isAfter(change.now)) {
            end(shift, change);
          } else {
            throw Rosters.pastProblem();
          }
          return shift;
        });
  }

  private void end(Shift shift, Change change) {
    var zone = shift.times().zone();
    var clock =
        LocalDateTime.ofInstant(change.now, zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    if (clock.isAfter(shift.times().from()) && clock.isBefore(shift.times().to())) {
      var ended =
          new Shift(
              shift.id(),
              shift.person(),
              new DutyTimes.Dated(shift.times().from(), clock, zone),
              shift.exclusive(),
              shift.source(),
              shift.externalId());
      change.end(ended);
    }
  }
}
