package care.andon.routing;

import care.andon.directory.CategoryOwner;
import care.andon.directory.Directory;
import care.andon.directory.DirectorySnapshot;
import care.andon.directory.oncall.Post;
import care.andon.kernel.Category;
import care.andon.kernel.TeamId;
import care.andon.routing.engine.BackupTeam;
import care.andon.routing.engine.CalendarOpenings;
import care.andon.routing.engine.OnCallRoster;
import care.andon.routing.engine.RequestFacts;
import care.andon.routing.engine.Router;
import care.andon.routing.engine.RoutingDecision;
import care.andon.routing.engine.RoutingRule;
import care.andon.routing.engine.RuleCriteria;
import care.andon.routing.engine.TeamLoads;
import care.andon.routing.engine.WorkSharing;
import care.andon.sla.Promises;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Routes requests by the directory and the rules in memory. Never asks the database. */
@ApplicationScoped
public class Routing {
  private final Directory directory;
  private final StoredRules stored;
  private final Promises promises;
  private volatile Prepared prepared =
      new Prepared(
          DirectorySnapshot.empty(),
          PublishedRules.NONE,
          new RoutingState(
              new Router(List.of(), (calendar, at) -> false),
              new DirectoryOnCallRoster(DirectorySnapshot.empty())));

  Routing(Directory directory, StoredRules stored, Promises promises) {
    this.directory = directory;
    this.stored = stored;
    this.promises = promises;
  }

  /** Routes a request as if no person had any work yet. */
  public RoutingDecision decide(RequestFacts facts) {
    return plan(facts).decide(TeamLoads.NONE);
  }

  /** Prepares the decision about a request, by the current rules and rosters. */
  public Plan plan(RequestFacts facts) {
    return current().plan(facts);
  }

  /**
   * How the rules in force share out the work of a team. Requests that are handed on within the
   * team follow it, too. Empty if no rule shares it out.
   */
  public Optional<WorkSharing> sharing(TeamId team) {
    return current().router().sharing(team);
  }

  /** One set of rules with one state of the rosters. */
  public record RoutingState(Router router, OnCallRoster roster) {
    /** Prepares the decision about a request. */
    public Plan plan(RequestFacts facts) {
      return new Plan(this, facts);
    }
  }

  /** A decision that is still to be made. */
  public record Plan(RoutingState ways, RequestFacts facts) {
    /**
     * The team whose {@link TeamLoads} have to be read and locked before the decision. Empty if
     * they make no difference.
     */
    public Optional<TeamId> teamToBalance() {
      return ways.router().teamToBalance(facts, ways.roster());
    }

    /** Whether the assignee uses up their turn. */
    public boolean countsTurn() {
      return ways.router().countsTurn(facts);
    }

    public RoutingDecision decide(TeamLoads loads) {
      return ways.router().route(facts, ways.roster(), loads);
    }
  }

  /** The last state that was computed, so that it is not computed for every request. */
  private record Prepared(DirectorySnapshot snapshot, PublishedRules rules, RoutingState ways) {}

  private RoutingState current() {
    var snapshot = directory.snapshot();
    var rules = stored.published();
    var current = prepared;
    if (current.snapshot() != snapshot || !current.rules().equals(rules)) {
      current = new Prepared(snapshot, rules, stateOf(snapshot, rules.inForce(), rules.revision()));
      prepared = current;
    }
    return current.ways();
  }

  /** The state with these rules and the current directory. */
  RoutingState stateOf(List<Version<RuleTerms>> rules) {
    return stateOf(directory.snapshot(), rules, promises.current().revision());
  }

  private RoutingState stateOf(
      DirectorySnapshot snapshot, List<Version<RuleTerms>> rules, long revision) {
    var published =
        rules.stream()
            // Without its team a rule cannot route; the next rule that matches decides.
            .filter(rule -> isHere(rule.content().team(), snapshot))
            .map(rule -> rule(rule, snapshot));
    return new RoutingState(
        new Router(
            Stream.concat(published, ownerRules(snapshot).stream()).toList(),
            openTimes(rules, revision)),
        new DirectoryOnCallRoster(snapshot));
  }

  private static boolean isHere(TeamId team, DirectorySnapshot snapshot) {
    return snapshot.team(team).isPresent() && !snapshot.isGone(team);
  }

  private CalendarOpenings openTimes(List<Version<RuleTerms>> rules, long revision) {
    var calendars = new HashMap<String, WorkCalendar>();
    for (var rule : rules) {
      var time = rule.content().criteria().time();
      if (time != null) {
        promises
            .book(revision)
            .calendar(time.calendar())
            .ifPresent(ref -> calendars.put(time.calendar(), promises.calendar(ref)));
      }
    }
    var known = Map.copyOf(calendars);
    return (calendar, at) -> known.containsKey(calendar) && known.get(calendar).isOpen(at);
  }

  private static RoutingRule rule(Version<RuleTerms> version, DirectorySnapshot snapshot) {
    var terms = version.content();
    return new RoutingRule(
        terms.ref(),
        version.name(),
        terms.criteria(),
        terms.team(),
        snapshot.team(terms.team()).orElseThrow().name(),
        terms.choose(),
        terms.backups().stream().flatMap(standIn -> backup(standIn, snapshot).stream()).toList(),
        terms.alsoTell(),
        false);
  }

  private static Optional<BackupTeam> backup(
      RuleTerms.StandIn standIn, DirectorySnapshot snapshot) {
    return switch (standIn) {
      case RuleTerms.StandIn.OfFacility(var post) -> Optional.of(post);
      case RuleTerms.StandIn.OfTeam(var team) ->
          snapshot
              .team(team)
              .filter(it -> isHere(team, snapshot))
              .map(it -> new BackupTeam.OtherTeam(team, it.name()));
    };
  }

  /** The owners of categories. A category without an owner goes to the owner of "other". */
  static List<RoutingRule> ownerRules(DirectorySnapshot snapshot) {
    var owned =
        snapshot.owners().stream()
            .map(
                owner ->
                    rule(
                        RuleCriteria.categoryAt(owner.facility(), owner.category()),
                        owner,
                        snapshot));
    var rest =
        snapshot.owners().stream()
            .filter(owner -> owner.category() == Category.OTHER)
            .map(owner -> rule(RuleCriteria.anythingAt(owner.facility()), owner, snapshot));
    return Stream.concat(owned, rest).toList();
  }

  private static RoutingRule rule(
      RuleCriteria when, CategoryOwner owner, DirectorySnapshot snapshot) {
    return RoutingRule.ofCategoryOwner(
        when,
        owner.team(),
        snapshot.team(owner.team()).orElseThrow().name(),
        owner.backups().stream().map(post -> backup(post, snapshot)).toList(),
        owner.alsoTell().stream().map(DirectoryOnCallRoster::backup).toList(),
        owner.waitsForBusinessDay());
  }

  private static BackupTeam backup(Post post, DirectorySnapshot snapshot) {
    return switch (post) {
      case Post.OfFacility ofFacility -> DirectoryOnCallRoster.backup(ofFacility);
      case Post.OfTeam ofTeam ->
          new BackupTeam.OtherTeam(
              ofTeam.team(), snapshot.team(ofTeam.team()).orElseThrow().name());
    };
  }
}
