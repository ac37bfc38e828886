package care.andon.directory;

import care.andon.directory.oncall.OnCallPerson;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Id;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.platform.sql.DatabaseAway;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The directory in memory: facilities, units, teams, people and rosters. No question asks the
 * database.
 *
 * <p>A change, made on any replica, is visible after {@code andon.directory.refresh} at the latest,
 * or at once after a call of {@link #refresh}.
 */
@ApplicationScoped
public class Directory {
  private static final Logger LOG = Logger.getLogger(Directory.class);

  private final DirectorySource source;
  private volatile DirectorySnapshot snapshot = DirectorySnapshot.empty();

  Directory(DirectorySource source) {
    this.source = source;
  }

  /** The current state. Use one snapshot for several answers that must be consistent. */
  public DirectorySnapshot snapshot() {
    return snapshot;
  }

  /** The facility with this id or code. */
  public Optional<Facility> facility(String idOrCode) {
    return snapshot.facility(idOrCode);
  }

  public Optional<Facility> facility(FacilityId id) {
    return snapshot.facility(id);
  }

  /** The unit with this id or code, such as {@code 4W}. */
  public Optional<Unit> unit(String idOrCode) {
    return snapshot.unit(idOrCode);
  }

  public Optional<Unit> unit(UnitId id) {
    return snapshot.unit(id);
  }

  /** The team with this id or code, such as {@code supply-chain}. */
  public Optional<Team> team(String idOrCode) {
    return snapshot.team(idOrCode);
  }

  public Optional<Team> team(TeamId id) {
    return snapshot.team(id);
  }

  public Optional<Person> person(PersonId id) {
    return snapshot.person(id);
  }

  public Optional<Person> personByUsername(String username) {
    return snapshot.personByUsername(username);
  }

  public Optional<Person> personByIdOrUsername(String idOrUsername) {
    return snapshot.personByIdOrUsername(idOrUsername);
  }

  /** See {@link DirectorySnapshot#isGone}. */
  public boolean isGone(Id id) {
    return snapshot.isGone(id);
  }

  public Set<TeamId> teamsOf(PersonId person) {
    return snapshot.teamsOf(person);
  }

  public boolean isMember(PersonId person, TeamId team) {
    return snapshot.isMember(person, team);
  }

  /** The members of the team, leads first, then by name. */
  public List<PersonId> membersOf(TeamId team) {
    return snapshot.membersOf(team);
  }

  /** The people on call for the team at this instant, leads last. */
  public List<OnCallPerson> onCall(TeamId team, Instant at) {
    return snapshot.onCall(new Post.OfTeam(team), at);
  }

  /** See {@link DirectorySnapshot#tier}. */
  public List<PersonId> tier(FacilityId facility, int tier, @Nullable TeamId team, Instant at) {
    return snapshot.tier(facility, tier, team, at);
  }

  /** Loads every change that was committed before the call. Does nothing if there is none. */
  public synchronized void refresh() {
    var current = snapshot;
    if (!source.isUpToDate(current)) {
      snapshot = source.after(current);
    }
  }

  /** Loads the directory before the service starts: without it no request can be routed. */
  void start(@Observes StartupEvent event) {
    refresh();
  }

  @Scheduled(
      every = "${andon.directory.refresh}",
      delayed = "${andon.directory.refresh}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = DatabaseAway.class)
  void refreshInTheBackground() {
    try {
      refresh();
    } catch (RuntimeException unreadable) {
      LOG.warn(
          "Refreshing the directory failed; the service continues with the last known state",
          unreadable);
    }
  }
}
