package care.andon.directory.roster;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Person;
import care.andon.directory.roster.RosterChange.Act;
import care.andon.directory.roster.RosterRepository.OfPlace;
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

/** Who stands in for whom, one change of a roster at a time: from now on, what was stays. */
@ApplicationScoped
class StandIns {
  private final Rosters rosters;
  private final StandInRepository repository;

  StandIns(Rosters rosters, StandInRepository repository) {
    this.rosters = rosters;
    this.repository = repository;
  }

  /**
   * Somebody stands in, from now on at the earliest: who was on call before stays so. The same said
   * again is the same stand-in.
   */
  StoredStandIn standIn(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, RosterBodies.NewStandIn body) {
    return rosters.change(
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

  private Optional<StoredStandIn> alreadySaid(Change change, StoredStandIn said) {
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
  List<StoredStandIn> swap(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, RosterBodies.NewSwap body) {
    return rosters.change(
        caller,
        find,
        change -> {
          var one = half(change, body.one(), "/one");
          var other = half(change, body.other(), "/other");
          change.mending.orThrow();
          var swap = Rosters.newId();
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

  private static StoredStandIn substitution(
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
   * Takes a stand-in back, and a swap with both its halves; from now on, what was stays. Doing so
   * again changes nothing.
   *
   * @throws Problem when it is over
   */
  List<StoredStandIn> callOff(Caller caller, UUID id) {
    return rosters.change(
        caller,
        ofStandIn(id),
        change -> {
          var act = repository.actOf(id).stream().map(OfPlace::kept).toList();
          if (act.stream().allMatch(it -> it.calledOffAt() != null)) {
            return act;
          }
          if (act.stream().noneMatch(it -> it.when().to().isAfter(change.now))) {
            throw Rosters.past();
          }
          return act.stream().map(change::callOff).toList();
        });
  }

  /** The roster a stand-in is on. */
  Function<DirectorySnapshot, RosterPlace> ofStandIn(UUID id) {
    return snapshot ->
        Rosters.place(
            snapshot, Rosters.inTransaction(() -> repository.actOf(id)).stream().findFirst());
  }
}
