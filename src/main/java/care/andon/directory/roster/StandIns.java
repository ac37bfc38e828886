package care.andon.directory.roster;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Person;
import care.andon.directory.roster.RosterChange.Act;
import care.andon.directory.roster.Rosters.Change;
import care.andon.kernel.PersonId;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds and calls off stand-ins and swaps. They take effect now at the earliest. */
@ApplicationScoped
class StandIns {
  private final Rosters rosters;
  private final StandInRepository repository;

  StandIns(Rosters rosters, StandInRepository repository) {
    this.rosters = rosters;
    this.repository = repository;
  }

  /**
   * Adds a stand-in. It takes effect now at the earliest; the past does not change. The same
   * stand-in again is not added twice.
   */
  StoredStandIn standIn(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, RosterBodies.NewStandIn body) {
    return rosters.change(
        caller,
        find,
        change -> {
          var wanted = read(change, body);
          var same = findSame(change, wanted);
          if (same.isPresent()) {
            return same.get();
          }
          if (wanted.insteadOf() != null) {
            requireSomeDuty(change, wanted.person(), wanted.insteadOf(), wanted.when());
          }
          change.add(Act.STAND_IN, wanted);
          return wanted;
        });
  }

  private static StoredStandIn read(Change change, RosterBodies.NewStandIn body) {
    var validator = change.validator;
    var person = validator.person(body.person(), "/person");
    var insteadOf =
        body.insteadOf() == null
            ? Optional.<PersonId>empty()
            : holder(change, body.insteadOf(), "/insteadOf");
    var when = validator.interval(body.startsAt(), body.endsAt(), "", change.now);
    validator.throwIfInvalid();
    return newStandIn(
        change,
        person.orElseThrow(),
        insteadOf.orElse(null),
        when.orElseThrow(),
        body.reason(),
        null);
  }

  /** A person with a duty, also one who has left since. */
  private static Optional<PersonId> holder(Change change, String idOrUsername, String pointer) {
    var person = change.snapshot.personByIdOrUsername(idOrUsername).map(Person::id);
    if (person.isEmpty()) {
      change.validator.refuse(
          pointer, "unknown_person", "Send the id or username of a person in the directory");
    }
    return person;
  }

  private Optional<StoredStandIn> findSame(Change change, StoredStandIn wanted) {
    return repository.within(change.place, wanted.when()).stream()
        .filter(other -> other.isSameAs(wanted, change.now))
        .findFirst();
  }

  private static void requireSomeDuty(
      Change change, PersonId person, PersonId instead, Interval when) {
    if (instead.equals(person)) {
      change.validator.refuse("/insteadOf", "the_same_person", "Send another person");
    } else if (change
        .snapshot
        .duties(instead, change.place.post(), when.from(), when.to())
        .isEmpty()) {
      change.validator.refuse(
          "/insteadOf",
          "not_on_call",
          "The person has no duty on this roster at that time, or another person stands in for"
              + " them already; send the person who has the duty");
    }
    change.validator.throwIfInvalid();
  }

  /** Two people swap one duty each: both stand in for the other, in one act. */
  List<StoredStandIn> swap(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, RosterBodies.NewSwap body) {
    return rosters.change(
        caller,
        find,
        change -> {
          var one = half(change, body.one(), "/one");
          var other = half(change, body.other(), "/other");
          change.validator.throwIfInvalid();
          return swap(change, one.orElseThrow(), other.orElseThrow(), body.reason());
        });
  }

  private List<StoredStandIn> swap(Change change, Half one, Half other, String reason) {
    var swap = Rosters.newId();
    var halves =
        List.of(
            newStandIn(change, other.person, one.person, one.when, reason, swap),
            newStandIn(change, one.person, other.person, other.when, reason, swap));
    var same = halves.stream().flatMap(it -> findSame(change, it).stream()).toList();
    if (same.size() == halves.size()) {
      return same;
    }
    requireDuty(change, one, "/one");
    requireDuty(change, other, "/other");
    if (one.person.equals(other.person)) {
      change.validator.refuse("/other/person", "the_same_person", "Send another person");
    }
    change.validator.throwIfInvalid();
    halves.forEach(it -> change.add(Act.SWAP, it));
    return halves;
  }

  private record Half(PersonId person, Interval when) {}

  private static Optional<Half> half(
      Change change, RosterBodies.NewSwap.Half body, String pointer) {
    var person = change.validator.person(body.person(), pointer + "/person");
    var when = change.validator.interval(body.startsAt(), body.endsAt(), pointer, change.now);
    return person.isPresent() && when.isPresent()
        ? Optional.of(new Half(person.get(), when.get()))
        : Optional.empty();
  }

  private static void requireDuty(Change change, Half half, String pointer) {
    var duties =
        change.snapshot.duties(half.person, change.place.post(), half.when.from(), half.when.to());
    if (!duties.equals(List.of(half.when))) {
      change.validator.refuse(
          pointer,
          "not_on_call",
          "The person is not on call for all of that time; send a duty they have");
    }
  }

  private static StoredStandIn newStandIn(
      Change change,
      PersonId person,
      @Nullable PersonId instead,
      Interval when,
      String reason,
      @Nullable UUID swap) {
    return new StoredStandIn(
        Rosters.newId(), person, instead, when, reason, swap, change.by(), change.now, null, null);
  }

  /**
   * Calls off a stand-in, or both halves of a swap, from now on. Does nothing if that was done
   * before.
   *
   * @throws Problem if it is over
   */
  List<StoredStandIn> callOff(Caller caller, UUID id) {
    return rosters.change(
        caller,
        placeOf(id),
        change -> {
          var act = repository.lockActOf(id);
          if (act.stream().allMatch(it -> it.calledOffAt() != null)) {
            return act;
          }
          if (act.stream().noneMatch(it -> it.when().to().isAfter(change.now))) {
            throw Rosters.pastProblem();
          }
          for (var standIn : act) {
            standIn.callOff(change.by(), change.now);
            change.log(Act.CALLED_OFF, standIn);
          }
          return act;
        });
  }

  /** Finds the roster of a stand-in. */
  Function<DirectorySnapshot, RosterPlace> placeOf(UUID id) {
    return snapshot -> Rosters.place(snapshot, repository.postOf(id));
  }
}
