package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Person;
import care.andon.directory.roster.RosterChange.Act;
import care.andon.directory.roster.RosterRepository.OfPlace;
import care.andon.kernel.PersonId;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.SqlBatch;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Changes rosters, one change of a roster at a time. A change locks its roster, so that two changes
 * at once cannot both take the same free night.
 *
 * <p>When the call returns, the change is visible in this instance; in others after the next
 * refresh of the directory.
 */
@ApplicationScoped
public class Rosters {
  private static final int MOST_OVERLAPS_NAMED = 20;

  private final RosterRepository repository;
  private final ShiftRepository shifts;
  private final WeeklyDutyRepository weekly;
  private final StandInRepository standIns;
  private final Directory directory;
  private final InstantSource time;

  Rosters(
      RosterRepository repository,
      ShiftRepository shifts,
      WeeklyDutyRepository weekly,
      StandInRepository standIns,
      Directory directory,
      InstantSource time) {
    this.repository = repository;
    this.shifts = shifts;
    this.weekly = weekly;
    this.standIns = standIns;
    this.directory = directory;
    this.time = time;
  }

  /** One change of one roster by one caller. Writes are collected and sent once, at the end. */
  public final class Change {
    public final DirectorySnapshot snapshot;
    public final RosterPlace place;
    public final Instant now;
    final RosterValidator validator;
    private final Caller caller;
    private final SqlBatch batch = new SqlBatch();

    private Change(DirectorySnapshot snapshot, RosterPlace place, Instant now, Caller caller) {
      this.snapshot = snapshot;
      this.place = place;
      this.now = now;
      this.caller = caller;
      this.validator = new RosterValidator(snapshot, place);
    }

    /** Username of the caller. */
    String by() {
      return caller.username();
    }

    public void add(Shift shift) {
      shifts.insert(batch, place, shift);
      log(Act.SHIFT_ADDED, shift);
    }

    public void replace(Shift shift) {
      shifts.update(batch, shift);
      log(Act.SHIFT_CHANGED, shift);
    }

    public void remove(Shift shift) {
      shifts.delete(batch, shift);
      log(Act.SHIFT_REMOVED, shift);
    }

    /** Ends a shift that has begun. */
    public void end(Shift ended) {
      shifts.update(batch, ended);
      log(Act.SHIFT_ENDED, ended);
    }

    void add(Act act, StoredStandIn standIn) {
      standIns.insert(batch, place, standIn);
      log(act, standIn.person(), standIn.insteadOf(), standIn.when(), standIn.reason());
    }

    StoredStandIn callOff(StoredStandIn standIn) {
      standIns.callOff(batch, standIn, by(), now);
      log(Act.CALLED_OFF, standIn.person(), standIn.insteadOf(), standIn.when(), standIn.reason());
      return standIn.calledOff(by(), now);
    }

    void add(WeeklyDuty duty, @Nullable String reason) {
      weekly.insert(batch, place, duty);
      log(Act.WEEKLY_ADDED, duty, reason);
    }

    void replace(Act act, WeeklyDuty duty, @Nullable String reason) {
      weekly.update(batch, duty);
      log(act, duty, reason);
    }

    void remove(WeeklyDuty duty, @Nullable String reason) {
      weekly.delete(batch, duty);
      log(Act.WEEKLY_REMOVED, duty, reason);
    }

    private void log(Act act, WeeklyDuty duty, @Nullable String reason) {
      var zone = place.facility().timeZone();
      var span = duty.times().span(zone);
      repository.log(
          batch,
          place,
          new RosterChange(
              newId(), now, by(), act, duty.person(), null, span, duty.describe(zone), reason));
    }

    private void log(Act act, Shift shift) {
      shift.span().ifPresent(when -> log(act, shift.person(), null, when, null));
    }

    private void log(
        Act act,
        PersonId person,
        @Nullable PersonId instead,
        Interval when,
        @Nullable String reason) {
      repository.log(
          batch,
          place,
          new RosterChange(newId(), now, by(), act, person, instead, when, null, reason));
    }

    /** Throws a problem that names the overlaps, if there are any. */
    void requireNoOverlaps(List<Overlap> overlaps) {
      if (!overlaps.isEmpty()) {
        throw Problem.of(ProblemType.ROSTER_CONFLICT, ProblemType.ROSTER_CONFLICT.advice())
            .with("overlaps", overlaps.stream().distinct().limit(MOST_OVERLAPS_NAMED).toList());
      }
    }

    Overlap overlap(PersonId person, Interval when) {
      var name = snapshot.person(person).map(Person::name).orElse("");
      return new Overlap(
          name, RosterRepository.finite(when.from()), RosterRepository.finite(when.to()));
    }

    private void send() {
      repository.send(batch);
    }
  }

  /**
   * An exclusive duty of another person.
   *
   * @param startsAt null for a round-the-clock duty without a first day
   * @param endsAt null for a duty without an end
   */
  record Overlap(String person, @Nullable Instant startsAt, @Nullable Instant endsAt) {}

  /** Checks that the caller may change this roster. */
  void requireAllowed(Caller caller, Function<DirectorySnapshot, RosterPlace> find) {
    var snapshot = directory.snapshot();
    new RosterRights(snapshot, time.instant()).require(caller, find.apply(snapshot));
  }

  /**
   * Runs a change while the roster is locked, if the caller may change it.
   *
   * <p>Refreshes the directory before and after. Within a transaction that has already begun, the
   * caller of this method has to do that.
   */
  public <R> R change(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, Function<Change, R> act) {
    var isPart = QuarkusTransaction.getStatus() == Status.STATUS_ACTIVE;
    if (!isPart) {
      directory.refresh();
    }
    var snapshot = directory.snapshot();
    var now = time.instant();
    var place = find.apply(snapshot);
    new RosterRights(snapshot, now).require(caller, place);
    try {
      return QuarkusTransaction.joiningExisting()
          .call(
              () -> {
                repository.lock(place);
                var change = new Change(snapshot, place, now, caller);
                var result = act.apply(change);
                change.send();
                return result;
              });
    } finally {
      if (!isPart) {
        directory.refresh();
      }
    }
  }

  static Problem pastProblem() {
    return Problem.of(ProblemType.ROSTER_PAST, ProblemType.ROSTER_PAST.advice());
  }

  static <T> RosterPlace place(DirectorySnapshot snapshot, Optional<OfPlace<T>> kept) {
    return kept.map(it -> RosterPlace.of(snapshot, it.post())).orElseThrow(Problem::notFound);
  }

  static <T> T inTransaction(java.util.concurrent.Callable<T> reading) {
    return QuarkusTransaction.requiringNew().call(reading);
  }

  public static UUID newId() {
    return UuidVersion7Strategy.INSTANCE.generateUuid(null);
  }
}
