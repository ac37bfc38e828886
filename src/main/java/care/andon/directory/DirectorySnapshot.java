package care.andon.directory;

import care.andon.directory.oncall.CoverageGap;
import care.andon.directory.oncall.Duty;
import care.andon.directory.oncall.DutyRoster;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.OnCallPerson;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Id;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import java.time.Instant;
import java.util.List;
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
 *
 * <p>Who or what is gone is still found, by id or name, because old requests speak of it; it is in
 * no list, in no team and on no roster. Whoever takes something new asks {@link #isGone} as well.
 */
public final class DirectorySnapshot {
  private final DirectoryIndex index;
  private final long rosterVersion;
  private final DutyRoster roster;

  public DirectorySnapshot(
      long version,
      List<Facility> facilities,
      List<Unit> units,
      List<Team> teams,
      List<Person> people,
      List<Membership> memberships,
      List<Duty> weekly,
      List<CategoryOwner> owners) {
    this(
        new DirectoryContents(
            version, facilities, units, teams, people, memberships, weekly, owners, Set.of()),
        RosterContents.empty());
  }

  public DirectorySnapshot(DirectoryContents contents, RosterContents dated) {
    this(new DirectoryIndex(contents), dated);
  }

  private DirectorySnapshot(DirectoryIndex index, RosterContents dated) {
    this.index = index;
    rosterVersion = dated.version();
    roster =
        DutyRoster.of(
            index.weekly, dated.shifts(), dated.standIns(), index::holder, index::timeZone);
  }

  /** A directory in which there is nobody yet. */
  public static DirectorySnapshot empty() {
    return new DirectorySnapshot(DirectoryContents.empty(), RosterContents.empty());
  }

  /** The same people and places with other shifts and stand-ins. */
  public DirectorySnapshot with(RosterContents dated) {
    return new DirectorySnapshot(index, dated);
  }

  /** Which state of the database this is; another number is another state. */
  public long version() {
    return index.version;
  }

  /** Which state of shifts and stand-ins this is; another number is another state. */
  public long rosterVersion() {
    return rosterVersion;
  }

  /** Whether a facility, unit, team or person was here once and no longer is. */
  public boolean isGone(Id id) {
    return index.isGone(id);
  }

  public List<Facility> facilities() {
    return index.facilities;
  }

  public List<Unit> units() {
    return index.units;
  }

  public List<Team> teams() {
    return index.teams;
  }

  public List<Person> people() {
    return index.people;
  }

  /** Who looks after which category, for all facilities. */
  public List<CategoryOwner> owners() {
    return index.owners;
  }

  public Optional<Facility> facility(FacilityId id) {
    return Optional.ofNullable(index.facilityById.get(id));
  }

  public Optional<Facility> facility(String idOrCode) {
    return Lookup.find(idOrCode, FacilityId::new, index.facilityById, index.facilityByCode);
  }

  public Optional<Unit> unit(UnitId id) {
    return Optional.ofNullable(index.unitById.get(id));
  }

  public Optional<Unit> unit(String idOrCode) {
    return Lookup.find(idOrCode, UnitId::new, index.unitById, index.unitByCode);
  }

  public Optional<Team> team(TeamId id) {
    return Optional.ofNullable(index.teamById.get(id));
  }

  public Optional<Team> team(String idOrCode) {
    return Lookup.find(idOrCode, TeamId::new, index.teamById, index.teamByCode);
  }

  public Optional<Person> person(PersonId id) {
    return Optional.ofNullable(index.personById.get(id));
  }

  /** Who signs in by this name; nobody who is gone does. */
  public Optional<Person> personByUsername(String username) {
    return Optional.ofNullable(index.personByUsername.get(username))
        .filter(person -> !isGone(person.id()));
  }

  public Optional<Person> personByIdOrUsername(String idOrUsername) {
    return Lookup.find(idOrUsername, PersonId::new, index.personById, index.personByUsername);
  }

  public Set<TeamId> teamsOf(PersonId person) {
    return index.teamsOf.getOrDefault(person, Set.of());
  }

  public boolean isMember(PersonId person, TeamId team) {
    return index.isMember(person, team);
  }

  /** The team's people, leads first, then by name. */
  public List<PersonId> membersOf(TeamId team) {
    return index.membersOf.getOrDefault(team, List.of());
  }

  public boolean isLead(PersonId person, TeamId team) {
    return index.isLead(person, team);
  }

  /** Who is on call for the post at this instant, everybody once. */
  public List<OnCallPerson> onCall(Post post, Instant at) {
    return roster.onCall(post, at);
  }

  /**
   * The stretch around {@code at} in which the person is on call for the post all the time; empty
   * when they are not on call then. It is without a start or an end when that is more than two
   * months away.
   */
  public Optional<Interval> dutyAt(PersonId person, Post post, Instant at) {
    return roster.dutyAt(person, post, at);
  }

  /** When the person is on call for the post between two instants; each as long as it can be. */
  public List<Interval> duties(PersonId person, Post post, Instant from, Instant to) {
    return roster.duties(person, post, new Interval(from, to));
  }

  /** The same for a team. */
  public Optional<Interval> dutyAt(PersonId person, TeamId team, Instant at) {
    return dutyAt(person, new Post.OfTeam(team), at);
  }

  /**
   * The start of the person's next duty of any post that starts at {@code after} or later, however
   * far ahead; empty when the roster has none. One that meets the present duty of the same post
   * without a pause is the same duty.
   */
  public Optional<Instant> nextDuty(PersonId person, Instant after) {
    return roster.nextDuty(person, after);
  }

  /**
   * When nobody is on call for the post between two instants, each gap as long as it can be; all of
   * that time for a post nobody ever had, and nothing for one that is gone.
   */
  public List<CoverageGap> gaps(Post post, Instant from, Instant to) {
    return index.timeZone(post).stream()
        .flatMap(
            zone ->
                roster.gaps(post, new Interval(from, to)).stream()
                    .map(when -> new CoverageGap(post, when, zone)))
        .toList();
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
        .filter(OnCallPerson::lead)
        .map(onCall -> onCall.person().id())
        .toList();
  }
}
