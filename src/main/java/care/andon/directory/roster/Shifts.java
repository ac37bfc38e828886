package care.andon.directory.roster;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.DutyTimes;
import care.andon.directory.oncall.Interval;
import care.andon.directory.roster.RosterChange.Act;
import care.andon.directory.roster.Rosters.Change;
import care.andon.directory.roster.Rosters.Overlap;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
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
    return repository.within(place, window);
  }

  /** All shifts of a roster that came from one source. */
  public List<Shift> fromSource(RosterPlace place, String source) {
    return repository.fromSource(place, source);
  }

  /** A shift of this roster. */
  public Optional<Shift> find(RosterPlace place, UUID id) {
    return repository.find(place, id);
  }

  /**
   * Adds shifts, all or none. One that has begun counts from now on. A shift that exists already is
   * not added again; only whether it is exclusive changes, if the body says so.
   */
  List<Shift> add(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, RosterBodies.NewShifts body) {
    return rosters.change(
        caller,
        find,
        change -> {
          var wanted = read(body, change.validator);
          change.validator.throwIfInvalid();
          var kept = repository.within(change.place, span(wanted));
          var addition = new Addition(change, kept);
          for (int i = 0; i < wanted.size(); i++) {
            addition.take(wanted.get(i), body.shifts().get(i).exclusive(), "/shifts/" + i);
          }
          change.validator.throwIfInvalid();
          requireNoOverlap(addition.changedAndAdded(), kept, change);
          addition.changed.forEach(shift -> change.log(Act.SHIFT_CHANGED, shift));
          addition.added.forEach(change::add);
          return addition.all();
        });
  }

  /** What becomes of each shift that is sent: it exists, or it is added. */
  private static final class Addition {
    private final Change change;
    private final List<Shift> known;
    private final List<Shift> existing = new ArrayList<>();
    private final List<Shift> changed = new ArrayList<>();
    private final List<Shift> added = new ArrayList<>();

    Addition(Change change, List<Shift> kept) {
      this.change = change;
      this.known = new ArrayList<>(kept);
    }

    void take(Shift wanted, @Nullable Boolean exclusive, String pointer) {
      var same = known.stream().filter(it -> it.isSameAs(wanted, change.now)).findFirst();
      if (same.isPresent()) {
        existing.add(same.get());
        if (exclusive != null && exclusive != same.get().exclusive()) {
          same.get().exclusive(exclusive);
          changed.add(same.get());
        }
      } else if (wanted.isOver(change.now)) {
        change.validator.refuse(
            pointer + "/ends", "in_the_past", "Send a shift that is not over yet");
      } else {
        added.add(wanted.notBefore(change.now));
        known.add(added.getLast());
      }
    }

    List<Shift> changedAndAdded() {
      return Stream.concat(changed.stream(), added.stream()).toList();
    }

    List<Shift> all() {
      return Stream.concat(existing.stream(), added.stream()).distinct().toList();
    }
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
    return weekly.of(change.place).stream()
        .filter(duty -> duty.exclusive() && !duty.person().equals(shift.person()))
        .flatMap(
            duty ->
                duty.times().turnsWithin(when, change.zone()).stream()
                    .map(turn -> change.overlap(duty.person(), turn)))
        .toList();
  }

  /**
   * Removes a shift; one that has begun ends now.
   *
   * @throws Problem if it is over
   */
  Shift remove(Caller caller, UUID id) {
    return rosters.change(
        caller,
        snapshot -> Rosters.place(snapshot, repository.postOf(id)),
        change -> {
          var shift =
              repository
                  .findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
                  .orElseThrow(Problem::notFound);
          if (shift.isOver(change.now) && shift.span().isPresent()) {
            throw Rosters.pastProblem();
          } else if (shift.hasBegun(change.now)) {
            end(shift, change);
          } else {
            change.remove(shift);
          }
          return shift;
        });
  }

  private static void end(Shift shift, Change change) {
    var end = change.now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
    if (shift.span().filter(when -> end.isBefore(when.to())).isPresent()) {
      shift.move(shift.notAfter(end).times());
      change.log(Act.SHIFT_ENDED, shift);
    }
  }
}
