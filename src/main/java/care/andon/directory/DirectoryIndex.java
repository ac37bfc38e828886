package care.andon.directory;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import care.andon.directory.oncall.Duty;
import care.andon.directory.oncall.DutyHolder;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Id;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.platform.text.Usernames;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Indexes of everything in the directory except shifts and stand-ins. Maps also contain entries
 * that are gone; lists contain present ones only.
 */
final class DirectoryIndex {
  final long version;
  final List<Facility> facilities;
  final List<Unit> units;
  final List<Team> teams;
  final List<Person> people;
  final List<CategoryOwner> owners;
  final Map<FacilityId, Facility> facilityById;
  final Map<UnitId, Unit> unitById;
  final Map<TeamId, Team> teamById;
  final Map<PersonId, Person> personById;
  final Map<String, Facility> facilityByCode;
  final Map<String, Unit> unitByCode;
  final Map<String, Team> teamByCode;
  private final Map<String, Person> personByUsername;
  private final Map<String, Person> personByAnySpelling;
  final Map<PersonId, Set<TeamId>> teamsOf;
  final Map<TeamId, List<PersonId>> membersOf;
  final Map<TeamId, Set<PersonId>> leadsOf;
  final List<Duty> weekly;
  private final Set<Id> gone;

  DirectoryIndex(DirectoryContents contents) {
    version = contents.version();
    gone = Set.copyOf(contents.gone());
    facilities = present(contents.facilities(), Facility::id, Comparator.comparing(Facility::code));
    units = present(contents.units(), Unit::id, Comparator.comparing(Unit::code));
    teams = present(contents.teams(), Team::id, Comparator.comparing(Team::code));
    people = present(contents.people(), Person::id, Comparator.comparing(Person::username));
    owners =
        contents.owners().stream()
            .filter(owner -> !isGone(owner.facility()) && !isGone(owner.team()))
            .sorted(Comparator.comparing(CategoryOwner::category))
            .toList();
    facilityById = indexBy(contents.facilities(), Facility::id);
    unitById = indexBy(contents.units(), Unit::id);
    teamById = indexBy(contents.teams(), Team::id);
    personById = indexBy(contents.people(), Person::id);
    facilityByCode = indexBy(contents.facilities(), Facility::code);
    unitByCode = indexBy(contents.units(), Unit::code);
    teamByCode = indexBy(contents.teams(), Team::code);
    personByUsername = indexBy(contents.people(), Person::username);
    personByAnySpelling =
        contents.people().stream()
            .collect(
                toUnmodifiableMap(
                    person -> Usernames.key(person.username()), identity(), this::presentOne));
    var memberships = contents.memberships().stream().filter(this::counts).toList();
    teamsOf =
        memberships.stream()
            .collect(
                groupingBy(Membership::person, mapping(Membership::team, toUnmodifiableSet())));
    membersOf = membersByTeam(memberships);
    leadsOf =
        memberships.stream()
            .filter(Membership::lead)
            .collect(
                groupingBy(Membership::team, mapping(Membership::person, toUnmodifiableSet())));
    weekly = List.copyOf(contents.weekly());
  }

  boolean isGone(Id id) {
    return gone.contains(id);
  }

  /**
   * The person with this username, capitals aside. Old data may have two people whose usernames
   * differ only in capitals: then the exact spelling decides, and people who are present go first.
   */
  Optional<Person> personNamed(String username) {
    return Optional.ofNullable(personByUsername.get(username))
        .filter(person -> !isGone(person.id()))
        .or(() -> Optional.ofNullable(personByAnySpelling.get(Usernames.key(username))));
  }

  private Person presentOne(Person one, Person other) {
    return isGone(one.id()) ? other : one;
  }

  boolean isMember(PersonId person, TeamId team) {
    return teamsOf.getOrDefault(person, Set.of()).contains(team);
  }

  boolean isLead(PersonId person, TeamId team) {
    return leadsOf.getOrDefault(team, Set.of()).contains(person);
  }

  /** Tells whether a person is present in a post and leads it. */
  DutyHolder holder(Post post, PersonId id) {
    var person = known(id);
    return switch (post) {
      case Post.OfTeam ofTeam ->
          new DutyHolder(person, isLead(id, ofTeam.team()), isMember(id, ofTeam.team()));
      case Post.OfFacility _ -> new DutyHolder(person, false, !isGone(id));
    };
  }

  /** The time zone of a post; empty if the post is gone or never existed. */
  Optional<ZoneId> timeZone(Post post) {
    var facility =
        switch (post) {
          case Post.OfTeam ofTeam ->
              Optional.ofNullable(teamById.get(ofTeam.team()))
                  .filter(team -> !isGone(team.id()))
                  .map(Team::facility);
          case Post.OfFacility ofFacility -> Optional.of(ofFacility.facility());
        };
    return facility.filter(id -> !isGone(id)).map(facilityById::get).map(Facility::timeZone);
  }

  private boolean counts(Membership membership) {
    return !isGone(membership.person()) && !isGone(membership.team());
  }

  private <T> List<T> present(List<T> all, Function<T, Id> id, Comparator<? super T> order) {
    Predicate<T> present = thing -> !isGone(id.apply(thing));
    return all.stream().filter(present).sorted(order).toList();
  }

  private static <K, T> Map<K, T> indexBy(List<T> all, Function<T, K> key) {
    return all.stream().collect(toUnmodifiableMap(key, identity()));
  }

  private Map<TeamId, List<PersonId>> membersByTeam(List<Membership> memberships) {
    var leadsFirst = new ArrayList<>(memberships);
    leadsFirst.sort(
        Comparator.comparing(Membership::lead)
            .reversed()
            .thenComparing(membership -> known(membership.person()).name())
            .thenComparing(membership -> membership.person().value()));
    return leadsFirst.stream()
        .collect(
            groupingBy(
                Membership::team,
                mapping(Membership::person, collectingAndThen(toList(), List::copyOf))));
  }

  private Person known(PersonId id) {
    return Optional.ofNullable(personById.get(id))
        .orElseThrow(() -> new IllegalArgumentException("No person has the id " + id));
  }
}
