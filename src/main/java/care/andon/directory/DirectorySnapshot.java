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
 * The directory at one version, in memory and immutable. Use one snapshot for several answers that
 * must be consistent; {@link Directory#snapshot} is the current one.
 *
 * <p>Every list has a fixed order, so that all replicas choose the same person: facilities, units
 * and teams by code, people by username, people on call by name with leads last, because leads are
 * the next escalation step.
 *
 * <p>Entries that are gone are still found by id or name, because old requests refer to them. They
 * are in no list, no team and no roster. Check {@link #isGone} before you assign something new to
 * them.
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

  /** A directory without any entry. */
  public static DirectorySnapshot empty() {
    return new DirectorySnapshot(DirectoryContents.empty(), RosterContents.empty());
  }

  /** The same directory with other shifts and stand-ins. */
  public DirectorySnapshot with(RosterContents dated) {
    return new DirectorySnapshot(index, dated);
  }

  /** Number of this state of the database; it changes with every change. */
  public long version() {
    return index.version;
  }

  /** Number of this state of shifts and stand-ins; it changes with every change. */
  public long rosterVersion() {
    return rosterVersion;
  }

  /** Whether a facility, unit, team or person existed once and is gone now. */
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

  /** The owners of the categories, of all facilities. */
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

  /** The person who signs in with this name, capitals aside; empty for one who is gone. */
  public Optional<Person> personByUsername(String username) {
    return index.personNamed(username).filter(person -> !isGone(person.id()));
  }

  /** Whether the person who signs in with this name was here and is gone. */
  boolean hasLeft(String username) {
    return index.personNamed(username).filter(person -> isGone(person.id())).isPresent();
  }

  /** Capitals of the username do not count. */
  public Optional<Person> personByIdOrUsername(String idOrUsername) {
    return Lookup.find(idOrUsername, PersonId::new, index.personById)
        .or(() -> index.personNamed(idOrUsername));
  }

  public Set<TeamId> teamsOf(PersonId person) {
    return index.teamsOf.getOrDefault(person, Set.of());
  }

  public boolean isMember(PersonId person, TeamId team) {
    return index.isMember(person, team);
  }

  /** The members of the team, leads first, then by name. */
  public List<PersonId> membersOf(TeamId team) {
    return index.membersOf.getOrDefault(team, List.of());
  }

  public boolean isLead(PersonId person, TeamId team) {
    return index.isLead(person, team);
  }

  /** The people on call for the post at this instant, each person once. */
  public List<OnCallPerson> onCall(Post post, Instant at) {
    return roster.onCall(post, at);
  }

  /** Whether the person is on call for the post at this instant. */
  public boolean isOnCall(PersonId person, Post post, Instant at) {
    return roster.isOnCall(person, post, at);
  }

  /**
   * The interval around {@code at} during which the person is continuously on call for the post;
   * empty if they are not on call at {@code at}. A start or end more than two months away is left
   * out.
   */
  public Optional<Interval> dutyAt(PersonId person, Post post, Instant at) {
    return roster.dutyAt(person, post, at);
  }

  /** The intervals between two instants in which the person is on call for the post. */
  public List<Interval> duties(PersonId person, Post post, Instant from, Instant to) {
    return roster.duties(person, post, new Interval(from, to));
  }

  /**
   * The interval around {@code at} during which the person is continuously on call for the team.
   */
  public Optional<Interval> dutyAt(PersonId person, TeamId team, Instant at) {
    return dutyAt(person, new Post.OfTeam(team), at);
  }

  /**
   * The first start at {@code after} or later of a duty of the person, for any post, however far
   * ahead; empty if there is none. A duty that continues the present one without a pause does not
   * start anew.
   */
  public Optional<Instant> nextDuty(PersonId person, Instant after) {
    return roster.nextDuty(person, after);
  }

  /**
   * The gaps of the post between two instants. For a post without duties, the whole time. For a
   * post that is gone, none.
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
   * The people who can be reached at an escalation tier. Tier 1 is the leads who are on call for
   * the team at this instant: a lead who is off duty cannot help.
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
