package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.DutyTimes;
import care.andon.directory.Interval;
import care.andon.directory.Person;
import care.andon.directory.roster.RosterChange.Act;
import care.andon.directory.roster.RosterRepository.OfPlace;
import care.andon.kernel.PersonId;
import care.andon.platform.Batch;
import care.andon.platform.Caller;
import care.andon.platform.Problem;
import care.andon.platform.ProblemType;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Changes rosters, one change of a roster at a time: whoever changes it holds it until that is
 * done, so two at once cannot both find the same night free. What was changed is in effect here
 * when the call returns, and elsewhere when the directory is looked at again.
 */
@ApplicationScoped
class Rosters {
  private final RosterRepository repository;
  private final Directory directory;
  private final InstantSource time;

  Rosters(RosterRepository repository, Directory directory, InstantSource time) {
    this.repository = repository;
    this.directory = directory;
    this.time = time;
  }

  /** One change of one roster, by somebody, once. */
  final class Change {
    final DirectorySnapshot snapshot;
    final RosterPlace place;
    final Instant now;
    final Mending mending;
    private final Caller caller;
    private final Batch batch = new Batch();

    private Change(DirectorySnapshot snapshot, RosterPlace place, Instant now, Caller caller) {
      this.snapshot = snapshot;
      this.place = place;
      this.now = now;
      this.caller = caller;
      this.mending = new Mending(snapshot, place);
    }

    void add(Shift shift) {
      repository.insert(batch, place, shift);
      remember(Act.SHIFT_ADDED, shift);
    }

    void replace(Shift shift) {
      repository.update(batch, shift);
      remember(Act.SHIFT_CHANGED, shift);
    }

    void remove(Shift shift) {
      repository.delete(batch, shift);
      remember(Act.SHIFT_REMOVED, shift);
    }

    void add(Act act, Substitution standIn) {
      repository.insert(batch, place, standIn);
      remember(act, standIn.person(), standIn.instead(), standIn.when(), standIn.reason());
    }

    void add(WeeklyDuty duty, @Nullable String reason) {
      repository.insert(batch, place, duty);
      remember(Act.WEEKLY_ADDED, duty, reason);
    }

    void replace(Act act, WeeklyDuty duty, @Nullable String reason) {
      repository.update(batch, duty);
      remember(act, duty, reason);
    }

    void remove(WeeklyDuty duty, @Nullable String reason) {
      repository.delete(batch, duty);
      remember(Act.WEEKLY_REMOVED, duty, reason);
    }

    private void remember(Act act, WeeklyDuty duty, @Nullable String reason) {
      var zone = place.facility().timeZone();
      var span = duty.times().span(zone);
      repository.remember(
          batch,
          place,
          new RosterChange(
              newId(),
              now,
              caller.username(),
              act,
              duty.person(),
              null,
              span,
              duty.words(zone),
              reason));
    }

    private void remember(Act act, Shift shift) {
      shift.span().ifPresent(when -> remember(act, shift.person(), null, when, null));
    }

    private void remember(
        Act act,
        PersonId person,
        @Nullable PersonId instead,
        Interval when,
        @Nullable String reason) {
      repository.remember(
          batch,
          place,
          new RosterChange(
              newId(), now, caller.username(), act, person, instead, when, null, reason));
    }

    /** Refuses an exclusive shift where somebody else has that time for themselves. */
    void requireNoOverlap(List<Shift> added, List<Shift> kept) {
      var overlaps = new ArrayList<Overlap>();
      var all = new ArrayList<>(kept);
      for (var shift : added) {
        if (shift.exclusive()) {
          all.stream()
              .filter(Shift::exclusive)
              .filter(other -> !other.person().equals(shift.person()) && other.overlaps(shift))
              .forEach(
                  other ->
                      other.span().ifPresent(when -> overlaps.add(overlap(other.person(), when))));
          shift.span().ifPresent(when -> overlaps.addAll(weeklyOverlaps(shift, when)));
        }
        all.add(shift);
      }
      requireNone(overlaps);
    }

    /** Passes if nothing overlaps. */
    void requireNone(List<Overlap> overlaps) {
      if (!overlaps.isEmpty()) {
        throw Problem.of(ProblemType.ROSTER_CONFLICT, ProblemType.ROSTER_CONFLICT.advice())
            .with("overlaps", overlaps.stream().distinct().limit(MOST_OVERLAPS_NAMED).toList());
      }
    }

    private List<Overlap> weeklyOverlaps(Shift shift, Interval when) {
      return repository.weekly(place).stream()
          .filter(duty -> duty.exclusive() && !duty.person().equals(shift.person()))
          .flatMap(
              duty ->
                  duty.times().within(when, place.facility().timeZone()).stream()
                      .map(turn -> overlap(duty.person(), turn)))
          .toList();
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

  private static final int MOST_OVERLAPS_NAMED = 20;

  /**
   * Somebody has a time for themselves.
   *
   * @param startsAt null for a duty round the clock that was always there
   * @param endsAt null for one that has no end
   */
  record Overlap(String person, @Nullable Instant startsAt, @Nullable Instant endsAt) {}

  /** Passes if the caller may change this roster. */
  void require(Caller caller, Function<DirectorySnapshot, RosterPlace> find) {
    var snapshot = directory.snapshot();
    new RosterRights(snapshot, time.instant()).require(caller, find.apply(snapshot));
  }

  /**
   * Does it alone, if the caller may, and sees to it that it is in effect here; in a transaction
   * that is there already, whoever began it sees to that.
   */
  <R> R change(
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

  /** Adds shifts, all or none; one that is there already is given back as it is. */
  List<Shift> add(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, RosterBodies.NewShifts body) {
    return change(
        caller,
        find,
        change -> {
          var wanted = read(body, change.mending);
          change.mending.orThrow();
          var kept = repository.shifts(change.place, span(wanted));
          var result = new ArrayList<Shift>();
          var added = new ArrayList<Shift>();
          for (var shift : wanted) {
            var there = kept.stream().filter(shift::saysTheSameAs).findFirst();
            there.ifPresentOrElse(result::add, () -> added.add(shift));
          }
          change.requireNoOverlap(added, kept);
          added.forEach(change::add);
          result.addAll(added);
          return result;
        });
  }

  private static List<Shift> read(RosterBodies.NewShifts body, Mending mending) {
    if (body.shifts().isEmpty() || body.shifts().size() > RosterBodies.MOST_SHIFTS) {
      mending.refuse("/shifts", "length", "Send 1 to " + RosterBodies.MOST_SHIFTS + " shifts");
      return List.of();
    }
    var shifts = new ArrayList<Shift>();
    for (int i = 0; i < body.shifts().size(); i++) {
      read(body.shifts().get(i), mending, "/shifts/" + i).ifPresent(shifts::add);
    }
    return shifts;
  }

  private static Optional<Shift> read(
      RosterBodies.@Nullable NewShift body, Mending mending, String pointer) {
    if (body == null) {
      mending.refuse(pointer, "required", "Send a shift");
      return Optional.empty();
    }
    var person = mending.person(body.person(), pointer + "/person");
    var from = mending.wallClock(body.starts(), pointer + "/starts");
    var to = mending.wallClock(body.ends(), pointer + "/ends");
    var zone = mending.zone(body.timeZone(), pointer + "/timeZone");
    if (person.isEmpty()
        || from.isEmpty()
        || to.isEmpty()
        || zone.isEmpty()
        || !mending.canBeAShift(from.get(), to.get(), pointer + "/ends")) {
      return Optional.empty();
    }
    var times = new DutyTimes.Dated(from.get(), to.get(), zone.get());
    var shift =
        new Shift(newId(), person.get(), times, Boolean.TRUE.equals(body.exclusive()), null, null);
    if (shift.when().isEmpty()) {
      mending.refuse(
          pointer + "/starts", "never", "That night the clock jumps over it; send another time");
      return Optional.empty();
    }
    return Optional.of(shift);
  }

  /** From the first start to the last end. */
  static Interval span(List<Shift> shifts) {
    var spans = shifts.stream().flatMap(shift -> shift.span().stream()).toList();
    return new Interval(
        spans.stream().map(Interval::from).min(Instant::compareTo).orElse(Instant.EPOCH),
        spans.stream()
            .map(Interval::to)
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH.plusSeconds(1)));
  }

  /**
   * Takes a shift off its roster; one that has begun ends now.
   *
   * @throws Problem when it is over
   */
  void remove(Caller caller, UUID id) {
    change(
        caller,
        snapshot -> place(snapshot, inTransaction(() -> repository.shift(id))),
        change -> {
          var shift = repository.shift(id).map(OfPlace::kept).orElseThrow(Problem::notFound);
          var when = shift.span();
          if (when.isEmpty() || when.get().from().isAfter(change.now)) {
            change.remove(shift);
          } else if (when.get().to().isAfter(change.now)) {
            end(shift, change);
          } else {
            throw past();
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
      repository.update(change.batch, ended);
      change.remember(Act.SHIFT_ENDED, ended);
    }
  }

  static Problem past() {
    return Problem.of(ProblemType.ROSTER_PAST, ProblemType.ROSTER_PAST.advice());
  }

  /**
   * Somebody stands in, from now on at the earliest: who was on call before stays so. The same said
   * again is the same stand-in.
   */
  Substitution standIn(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, RosterBodies.NewStandIn body) {
    return change(
        caller,
        find,
        change -> {
          var mending = change.mending;
          var person = mending.person(body.person(), "/person");
          var instead =
              body.insteadOf() == null
                  ? Optional.<PersonId>empty()
                  : holder(change, body.insteadOf(), "/insteadOf");
          var when = mending.interval(body.startsAt(), body.endsAt(), "", change.now);
          mending.orThrow();
          var said =
              substitution(
                  change,
                  person.orElseThrow(),
                  instead.orElse(null),
                  when.orElseThrow(),
                  body.reason(),
                  null);
          var there = alreadySaid(change, said);
          if (there.isPresent()) {
            return there.get();
          }
          if (said.instead() != null) {
            requireSomeDuty(change, said.person(), said.instead(), said.when());
          }
          change.add(Act.STAND_IN, said);
          return said;
        });
  }

  /** Whoever has a duty, also somebody who has left since. */
  private static Optional<PersonId> holder(Change change, String idOrUsername, String pointer) {
    var person = change.snapshot.personByIdOrUsername(idOrUsername).map(Person::id);
    if (person.isEmpty()) {
      change.mending.refuse(
          pointer, "unknown_person", "Send the id or username of somebody in the directory");
    }
    return person;
  }

  private Optional<Substitution> alreadySaid(Change change, Substitution said) {
    return repository.standIns(change.place, said.when()).stream()
        .filter(other -> other.saysTheSameAs(said, change.now))
        .findFirst();
  }

  private static void requireSomeDuty(
      Change change, PersonId person, PersonId instead, Interval when) {
    if (instead.equals(person)) {
      change.mending.refuse("/insteadOf", "the_same_person", "Send somebody else");
    } else if (change
        .snapshot
        .duties(instead, change.place.post(), when.from(), when.to())
        .isEmpty()) {
      change.mending.refuse(
          "/insteadOf",
          "not_on_call",
          "They have no duty of this roster then, or somebody stands in for them already; send"
              + " whose duty it is");
    }
    change.mending.orThrow();
  }

  /** Two people swap a duty each: both stand in for the other, said at once. */
  List<Substitution> swap(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, RosterBodies.NewSwap body) {
    return change(
        caller,
        find,
        change -> {
          var one = half(change, body.one(), "/one");
          var other = half(change, body.other(), "/other");
          change.mending.orThrow();
          var swap = newId();
          var halves =
              List.of(
                  substitution(
                      change,
                      other.orElseThrow().person,
                      one.orElseThrow().person,
                      one.get().when,
                      body.reason(),
                      swap),
                  substitution(
                      change,
                      one.get().person,
                      other.get().person,
                      other.get().when,
                      body.reason(),
                      swap));
          var there = halves.stream().flatMap(it -> alreadySaid(change, it).stream()).toList();
          if (there.size() == halves.size()) {
            return there;
          }
          requireDuty(change, one.get(), "/one");
          requireDuty(change, other.get(), "/other");
          if (one.get().person.equals(other.get().person)) {
            change.mending.refuse("/other/person", "the_same_person", "Send somebody else");
          }
          change.mending.orThrow();
          halves.forEach(it -> change.add(Act.SWAP, it));
          return halves;
        });
  }

  private record Half(PersonId person, Interval when) {}

  private static Optional<Half> half(
      Change change, RosterBodies.NewSwap.Half body, String pointer) {
    var person = change.mending.person(body.person(), pointer + "/person");
    var when = change.mending.interval(body.startsAt(), body.endsAt(), pointer, change.now);
    return person.isPresent() && when.isPresent()
        ? Optional.of(new Half(person.get(), when.get()))
        : Optional.empty();
  }

  private static void requireDuty(Change change, Half half, String pointer) {
    var duties =
        change.snapshot.duties(half.person, change.place.post(), half.when.from(), half.when.to());
    if (!duties.equals(List.of(half.when))) {
      change.mending.refuse(
          pointer,
          "not_on_call",
          "They are not on call for all of that time; send a duty they have");
    }
  }

  private static Substitution substitution(
      Change change,
      PersonId person,
      @Nullable PersonId instead,
      Interval when,
      String reason,
      @Nullable UUID swap) {
    return new Substitution(
        newId(),
        person,
        instead,
        when,
        reason,
        swap,
        change.caller.username(),
        change.now,
        null,
        null);
  }

  /**
   * Takes a stand-in back, and a swap with both its halves; from now on, what was stays. Doing so
   * again changes nothing.
   *
   * @throws Problem when it is over
   */
  List<Substitution> callOff(Caller caller, UUID id) {
    return change(
        caller,
        ofStandIn(id),
        change -> {
          var act = repository.actOf(id).stream().map(OfPlace::kept).toList();
          if (act.stream().allMatch(it -> it.calledOffAt() != null)) {
            return act;
          }
          if (act.stream().noneMatch(it -> it.when().to().isAfter(change.now))) {
            throw past();
          }
          return act.stream().map(it -> calledOff(it, change)).toList();
        });
  }

  /** The roster a stand-in is on. */
  Function<DirectorySnapshot, RosterPlace> ofStandIn(UUID id) {
    return snapshot ->
        place(snapshot, inTransaction(() -> repository.actOf(id)).stream().findFirst());
  }

  private Substitution calledOff(Substitution standIn, Change change) {
    var by = change.caller.username();
    repository.callOff(change.batch, standIn, by, change.now);
    change.remember(
        Act.CALLED_OFF, standIn.person(), standIn.instead(), standIn.when(), standIn.reason());
    return standIn.calledOff(by, change.now);
  }

  static <T> RosterPlace place(DirectorySnapshot snapshot, Optional<OfPlace<T>> kept) {
    return kept.map(it -> RosterPlace.of(snapshot, it.post())).orElseThrow(Problem::notFound);
  }

  static <T> T inTransaction(java.util.concurrent.Callable<T> reading) {
    return QuarkusTransaction.requiringNew().call(reading);
  }

  static UUID newId() {
    return UuidVersion7Strategy.INSTANCE.generateUuid(null);
  }
}
