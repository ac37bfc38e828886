package care.andon.directory.roster;

import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.Interval;
import care.andon.directory.oncall.Person;
import care.andon.directory.oncall.Post;
import care.andon.directory.roster.RosterChange.Act;
import care.andon.kernel.PersonId;
import care.andon.kernel.Role;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Changes rosters, one change of a roster at a time. A change locks its roster, so that two changes
 * at once cannot both take the same free night.
 */
@ApplicationScoped
public class Rosters {
  private static final int MOST_OVERLAPS_NAMED = 20;
  private static final int HOUSE_SUPERVISOR = 2;

  private final RosterChangeRepository changes;
  private final ShiftRepository shifts;
  private final WeeklyDutyRepository weekly;
  private final StandInRepository standIns;
  private final Directory directory;
  private final InstantSource time;

  Rosters(
      RosterChangeRepository changes,
      ShiftRepository shifts,
      WeeklyDutyRepository weekly,
      StandInRepository standIns,
      Directory directory,
      InstantSource time) {
    this.changes = changes;
    this.shifts = shifts;
    this.weekly = weekly;
    this.standIns = standIns;
    this.directory = directory;
    this.time = time;
  }

  /** One change of one roster by one caller. Every part of it is logged, when all are done. */
  public final class Change {
    public final DirectorySnapshot snapshot;
    public final RosterPlace place;
    public final Instant now;
    final RosterValidator validator;
    private final Caller caller;
    private final List<RosterChange> log = new ArrayList<>();

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

    /** The time zone of the facility. */
    ZoneId zone() {
      return place.facility().timeZone();
    }

    public void add(Shift shift) {
      shift.putOn(place);
      shifts.persist(shift);
      log(Act.SHIFT_ADDED, shift);
    }

    public void replace(Shift shift) {
      shifts.replace(shift);
      log(Act.SHIFT_CHANGED, shift);
    }

    /** Ends a shift that has begun. */
    public void end(Shift ended) {
      shifts.replace(ended);
      log(Act.SHIFT_ENDED, ended);
    }

    public void remove(Shift shift) {
      shifts.delete("id", shift.id());
      log(Act.SHIFT_REMOVED, shift);
    }

    void add(Act act, StoredStandIn standIn) {
      standIn.putOn(place);
      standIns.persist(standIn);
      log(act, standIn);
    }

    void add(WeeklyDuty duty, @Nullable String reason) {
      duty.putOn(place);
      weekly.persist(duty);
      log(Act.WEEKLY_ADDED, duty, reason);
    }

    void log(Act act, WeeklyDuty duty, @Nullable String reason) {
      var span = duty.times().span(zone());
      log(
          new RosterChange(now, by(), act, duty.person(), span)
              .duty(duty.describe(zone()))
              .because(reason));
    }

    void log(Act act, Shift shift) {
      shift.span().ifPresent(when -> log(new RosterChange(now, by(), act, shift.person(), when)));
    }

    void log(Act act, StoredStandIn standIn) {
      log(
          new RosterChange(now, by(), act, standIn.person(), standIn.when())
              .insteadOf(standIn.insteadOf())
              .because(standIn.reason()));
    }

    private void log(RosterChange entry) {
      entry.putOn(place);
      log.add(entry);
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
      return new Overlap(name, RosterChange.finite(when.from()), RosterChange.finite(when.to()));
    }
  }

  /**
   * An exclusive duty of another person.
   *
   * @param startsAt null for a round-the-clock duty without a first day
   * @param endsAt null for a duty without an end
   */
  record Overlap(String person, @Nullable Instant startsAt, @Nullable Instant endsAt) {}

  /**
   * Runs a change while the roster is locked, if the caller may change it. The caller of this
   * method refreshes the directory before and after; see {@link RosterCommands}.
   */
  @Transactional
  public <R> R change(
      Caller caller, Function<DirectorySnapshot, RosterPlace> find, Function<Change, R> act) {
    var snapshot = directory.snapshot();
    var now = time.instant();
    var place = find.apply(snapshot);
    requireAllowed(caller, place, snapshot, now);
    changes.lock(place);
    var change = new Change(snapshot, place, now, caller);
    var result = act.apply(change);
    // At the end, because Hibernate sends rows of one table that follow each other in one batch.
    changes.persist(change.log);
    // Here and not with the commit, which would hide why the database refuses.
    changes.flush();
    return result;
  }

  /** Checks that the caller may change this roster. */
  void requireAllowed(Caller caller, Function<DirectorySnapshot, RosterPlace> find) {
    var snapshot = directory.snapshot();
    requireAllowed(caller, find.apply(snapshot), snapshot, time.instant());
  }

  /**
   * Configurers and integrations may change every roster, leads that of their team. The house
   * supervisor on duty may change every roster of the facility, because at night nobody else is
   * there.
   */
  private static void requireAllowed(
      Caller caller, RosterPlace place, DirectorySnapshot directory, Instant now) {
    var isAllowed =
        caller.is(Role.CONFIGURER)
            || caller.is(Role.INTEGRATION)
            || directory
                .personByUsername(caller.username())
                .filter(it -> leads(it, place, directory) || supervises(it, place, directory, now))
                .isPresent();
    if (!isAllowed) {
      throw Problem.of(
          ProblemType.FORBIDDEN,
          "A roster is changed by the leads of its team, by the house supervisor on duty, by"
              + " configurers and by integrations");
    }
  }

  private static boolean leads(Person person, RosterPlace place, DirectorySnapshot directory) {
    return place.team() != null && directory.isLead(person.id(), place.team().id());
  }

  private static boolean supervises(
      Person person, RosterPlace place, DirectorySnapshot directory, Instant now) {
    return directory
        .onCall(new Post.OfFacility(place.facility().id(), HOUSE_SUPERVISOR), now)
        .stream()
        .anyMatch(onCall -> onCall.person().id().equals(person.id()));
  }

  static Problem pastProblem() {
    return Problem.of(ProblemType.ROSTER_PAST, ProblemType.ROSTER_PAST.advice());
  }

  static RosterPlace place(DirectorySnapshot snapshot, Optional<Post> post) {
    return post.map(it -> RosterPlace.of(snapshot, it)).orElseThrow(Problem::notFound);
  }

  public static UUID newId() {
    return UuidVersion7Strategy.INSTANCE.generateUuid(null);
  }
}
