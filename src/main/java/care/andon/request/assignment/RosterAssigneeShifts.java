package care.andon.request.assignment;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.Team;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.request.escalation.EscalationTiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the shifts of assignees from the rosters of the directory. */
@ApplicationScoped
class RosterAssigneeShifts implements AssigneeShifts {
  private static final DateTimeFormatter WALL_CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  /** Adjacent shifts that last longer than this together count as round the clock. */
  private static final int MOST_SHIFTS_IN_A_ROW = 100;

  private static final int HOUSE_SUPERVISOR = 2;
  private static final Duration JUST_BEFORE = Duration.ofSeconds(1);
  private static final Duration JUST_AFTER = Duration.ofSeconds(1);

  private final Directory directory;
  private volatile Found found = Found.nothingYet(DirectorySnapshot.empty());

  /**
   * Answers for one state of the directory. When a shift ends, the same question comes for every
   * request of its assignee. After a long downtime it comes for every shift since.
   */
  private record Found(
      DirectorySnapshot directory,
      Map<Duties, NextInstantCache> ends,
      Map<Duties, NextInstantCache> begins) {
    static Found nothingYet(DirectorySnapshot directory) {
      return new Found(directory, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }
  }

  RosterAssigneeShifts(Directory directory) {
    this.directory = directory;
  }

  @Override
  public Optional<Instant> holdsUntil(
      PersonId person, FacilityId facility, @Nullable TeamId team, Instant after) {
    var duties = new Duties(directory.snapshot(), person, facility, team);
    return found(duties.directory)
        .ends
        .computeIfAbsent(duties, _ -> new NextInstantCache())
        .after(
            after, at -> duties.isOn(at) ? duties.end(at) : duties.next(at).flatMap(duties::end));
  }

  @Override
  public boolean hasEndedBetween(
      Instant since, Instant at, PersonId person, FacilityId facility, @Nullable TeamId team) {
    return directory.snapshot().isGone(person)
        || AssigneeShifts.super.hasEndedBetween(since, at, person, facility, team);
  }

  /** When the next duty begins. It may begin at once. */
  private Optional<Instant> back(Duties duties, Instant at) {
    return found(duties.directory)
        .begins
        .computeIfAbsent(duties, _ -> new NextInstantCache())
        .after(at.minusNanos(1), before -> duties.next(before.plusNanos(1)));
  }

  private Found found(DirectorySnapshot snapshot) {
    var present = found;
    if (present.directory != snapshot) {
      present = Found.nothingYet(snapshot);
      found = present;
    }
    return present;
  }

  @Override
  public Optional<Ended> ended(
      @Nullable PersonId person,
      FacilityId facility,
      @Nullable TeamId team,
      Instant at,
      WorkDistribution shares) {
    var snapshot = directory.snapshot();
    var words = new Words(snapshot, facility);
    if (person == null) {
      return Optional.of(
          ended("Nobody has it", null, relief(snapshot, null, team, at, shares), team, words));
    }
    var duties = new Duties(snapshot, person, facility, team);
    if (duties.isOn(at)) {
      return Optional.empty();
    }
    var left = words.left(person, at, duties.isOn(at.minus(JUST_BEFORE)));
    var back = back(duties, at).orElse(null);
    return Optional.of(ended(left, back, relief(snapshot, person, team, at, shares), team, words));
  }

  @Override
  public String again(PersonId person) {
    return directory.person(person).map(Person::name).orElse("Who has it") + " is on call again";
  }

  private static @Nullable Person relief(
      DirectorySnapshot snapshot,
      @Nullable PersonId person,
      @Nullable TeamId team,
      Instant at,
      WorkDistribution shares) {
    return team == null
        ? null
        : shares.first(team, new ReachablePeople(snapshot, at).others(team, person)).orElse(null);
  }

  private static Ended ended(
      String left,
      @Nullable Instant back,
      @Nullable Person relief,
      @Nullable TeamId team,
      Words words) {
    return relief == null
        ? new Ended(back, null, left + " and nobody of " + words.team(team) + " is on call")
        : new Ended(back, relief.id(), left + "; " + relief.name() + " is on call");
  }

  /** The duties of one person that count for a request of the facility and the team. */
  private record Duties(
      DirectorySnapshot directory, PersonId person, FacilityId facility, @Nullable TeamId team) {

    boolean isOn(Instant at) {
      return posts().anyMatch(post -> directory.isOnCall(person, post, at));
    }

    /**
     * When the present duty ends, together with duties that begin before its end. Empty for never.
     */
    Optional<Instant> end(Instant at) {
      var end = at;
      for (var i = 0; i < MOST_SHIFTS_IN_A_ROW; i++) {
        var latest = present(end).map(Interval::to).max(Comparator.naturalOrder());
        if (latest.isEmpty()) {
          return Optional.of(end);
        }
        if (latest.get().equals(Instant.MAX)) {
          return Optional.empty();
        }
        end = latest.get();
      }
      return Optional.empty();
    }

    /** When the next duty begins. Duties at other facilities do not count. */
    Optional<Instant> next(Instant after) {
      var begin = directory.nextDuty(person, after);
      for (var i = 0; i < MOST_SHIFTS_IN_A_ROW && begin.filter(this::isOn).isEmpty(); i++) {
        begin = begin.flatMap(other -> directory.nextDuty(person, other.plus(JUST_AFTER)));
      }
      return begin.filter(this::isOn);
    }

    private Stream<Interval> present(Instant at) {
      return posts().flatMap(post -> directory.dutyAt(person, post, at).stream());
    }

    private Stream<Post> posts() {
      var teams = Stream.concat(directory.teamsOf(person).stream(), Stream.ofNullable(team));
      return Stream.concat(
          teams.distinct().map(Post.OfTeam::new),
          IntStream.rangeClosed(HOUSE_SUPERVISOR, EscalationTiers.TOP)
              .mapToObj(tier -> new Post.OfFacility(facility, tier)));
    }
  }

  private record Words(DirectorySnapshot directory, FacilityId facility) {
    String left(PersonId person, Instant at, boolean justNow) {
      var name = directory.person(person).map(Person::name).orElse("Who had it");
      if (directory.isGone(person)) {
        return name + " has left";
      }
      var zone = directory.facility(facility).map(Facility::timeZone).orElse(ZoneOffset.UTC);
      return justNow
          ? name + " went off shift at " + WALL_CLOCK.format(at.atZone(zone))
          : name + " is off shift";
    }

    String team(@Nullable TeamId team) {
      return Optional.ofNullable(team).flatMap(directory::team).map(Team::name).orElse("any team");
    }
  }
}
