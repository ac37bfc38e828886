package care.andon.directory;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The whole directory at one version, in memory and never changed. Ask one snapshot when several
 * answers must fit together; {@link Directory#snapshot} is the current one.
 *
 * <p>Every list has a fixed order, so all replicas choose the same person: facilities, units and
 * teams by code, people by username, people on call with leads last (they are the next step of
 * escalation) and otherwise by name.
 */
public final class DirectorySnapshot {
  private final long version;
  private final List<Facility> facilities;
  private final List<Unit> units;
  private final List<Team> teams;
  private final List<Person> people;
  private final List<CategoryOwner> owners;
  private final Map<FacilityId, Facility> facilityById;
  private final Map<UnitId, Unit> unitById;
  private final Map<TeamId, Team> teamById;
  private final Map<PersonId, Person> personById;
  private final Map<String, Facility> facilityByCode;
  private final Map<String, Unit> unitByCode;
  private final Map<String, Team> teamByCode;
  private final Map<String, Person> personByUsername;
  private final Map<PersonId, Set<TeamId>> teamsOf;
  private final Map<TeamId, List<PersonId>> membersOf;
  private final Map<TeamId, Set<PersonId>> leadsOf;
  private final DutyRoster roster;

  public DirectorySnapshot(
      long version,
      List<Facility> facilities,
      List<Unit> units,
      List<Team> teams,
      List<Person> people,
      List<Membership> memberships,
      List<Duty> duties,
      List<CategoryOwner> owners) {
    this.version = version;
    this.facilities = sorted(facilities, Comparator.comparing(Facility::code));
    this.units = sorted(units, Comparator.comparing(Unit::code));
    this.teams = sorted(teams, Comparator.comparing(Team::code));
    this.people = sorted(people, Comparator.comparing(Person::username));
    this.owners = sorted(owners, Comparator.comparing(CategoryOwner::category));
    facilityById = facilities.stream().collect(toUnmodifiableMap(Facility::id, identity()));
    unitById = units.stream().collect(toUnmodifiableMap(Unit::id, identity()));
    teamById = teams.stream().collect(toUnmodifiableMap(Team::id, identity()));
    personById = people.stream().collect(toUnmodifiableMap(Person::id, identity()));
    facilityByCode = facilities.stream().collect(toUnmodifiableMap(Facility::code, identity()));
    unitByCode = units.stream().collect(toUnmodifiableMap(Unit::code, identity()));
    teamByCode = teams.stream().collect(toUnmodifiableMap(Team::code, identity()));
    personByUsername = people.stream().collect(toUnmodifiableMap(Person::username, identity()));
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
    roster = new DutyRoster(duties.stream().map(this::listed).toList());
  }

  /** A directory in which there is nobody yet. */
  public static DirectorySnapshot empty() {
    return new DirectorySnapshot(
        -1, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** Which state of the database this is; another number is another state. */
  public long version() {
    return version;
  }

  public List<Facility> facilities() {
    return facilities;
  }

  public List<Unit> units() {
    return units;
  }

  public List<Team> teams() {
    return teams;
  }

  public List<Person> people() {
    return people;
  }

  /** Who looks after which category, for all facilities. */
  public List<CategoryOwner> owners() {
    return owners;
  }

  public Optional<Facility> facility(FacilityId id) {
    return Optional.ofNullable(facilityById.get(id));
  }

  public Optional<Facility> facility(String idOrCode) {
    return Lookup.find(idOrCode, FacilityId::new, facilityById, facilityByCode);
  }

  public Optional<Unit> unit(UnitId id) {
    return Optional.ofNullable(unitById.get(id));
  }

  public Optional<Unit> unit(String idOrCode) {
    return Lookup.find(idOrCode, UnitId::new, unitById, unitByCode);
  }

  public Optional<Team> team(TeamId id) {
    return Optional.ofNullable(teamById.get(id));
  }

  public Optional<Team> team(String idOrCode) {
    return Lookup.find(idOrCode, TeamId::new, teamById, teamByCode);
  }

  public Optional<Person> person(PersonId id) {
    return Optional.ofNullable(personById.get(id));
  }

  public Optional<Person> personByUsername(String username) {
    return Optional.ofNullable(personByUsername.get(username));
  }

  public Optional<Person> personByIdOrUsername(String idOrUsername) {
    return Lookup.find(idOrUsername, PersonId::new, personById, personByUsername);
  }

  public Set<TeamId> teamsOf(PersonId person) {
    return teamsOf.getOrDefault(person, Set.of());
  }

  public boolean isMember(PersonId person, TeamId team) {
    return teamsOf(person).contains(team);
  }

  /** The team's people, leads first, then by name. */
  public List<PersonId> membersOf(TeamId team) {
    return membersOf.getOrDefault(team, List.of());
  }

  public boolean isLead(PersonId person, TeamId team) {
    return leadsOf.getOrDefault(team, Set.of()).contains(person);
  }

  /** Who is on call for the post at this instant, everybody once. */
  public List<OnCall> onCall(Post post, Instant at) {
    return timeZone(post).map(zone -> roster.onCall(post, at.atZone(zone))).orElse(List.of());
  }

  /**
   * Who is reachable at an escalation tier. Tier 1 is the team's leads who are on call for it now:
   * a lead asleep at home is not a step anybody should wait for.
   *
   * @param tier 1 team lead, 2 house supervisor, 3 administrator on call, 4 executive
   * @param team whose leads tier 1 means; without a team tier 1 is empty
   */
  public List<PersonId> tier(FacilityId facility, int tier, @Nullable TeamId team, Instant at) {
    if (tier == 1) {
      return team == null ? List.of() : leadsOnCall(team, at);
    }
    return onCall(new Post.OfFacility(facility, tier), at).stream()
        .map(onCall -> onCall.person().id())
        .toList();
  }

  private List<PersonId> leadsOnCall(TeamId team, Instant at) {
    return onCall(new Post.OfTeam(team), at).stream()
        .filter(OnCall::lead)
        .map(onCall -> onCall.person().id())
        .toList();
  }

  private DutyRoster.Listed listed(Duty duty) {
    var leads = duty.post() instanceof Post.OfTeam post && isLead(duty.person(), post.team());
    return new DutyRoster.Listed(duty, known(duty.person()), leads);
  }

  private Optional<ZoneId> timeZone(Post post) {
    var facility =
        switch (post) {
          case Post.OfTeam ofTeam -> team(ofTeam.team()).map(Team::facility);
          case Post.OfFacility ofFacility -> Optional.of(ofFacility.facility());
        };
    return facility.flatMap(this::facility).map(Facility::timeZone);
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
    return person(id).orElseThrow(() -> new IllegalArgumentException("Nobody has id " + id));
  }

  private static <T> List<T> sorted(List<T> list, Comparator<? super T> order) {
    return list.stream().sorted(order).toList();
  }
}
