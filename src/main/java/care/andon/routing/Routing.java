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

/** Decides who has a request, from directory and rules in memory; never asks the database. */
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

  /** Who has a request with these facts, at the instant they name; nobody has anything yet. */
  public RoutingDecision decide(RequestFacts facts) {
    return plan(facts).decide(TeamLoads.NONE);
  }

  /** How a request with these facts is routed, by the rules and rosters of this instant. */
  public Plan plan(RequestFacts facts) {
    return current().plan(facts);
  }

  /**
   * How the rules in force share the team's work out, so that what is handed on to the team does
   * not undo that; empty where they do not.
   */
  public Optional<WorkSharing> sharing(TeamId team) {
    return current().router().sharing(team);
  }

  /** One set of rules with one state of the rosters. */
  public record RoutingState(Router router, OnCallRoster roster) {
    /** How a request with these facts is routed. */
    public Plan plan(RequestFacts facts) {
      return new Plan(this, facts);
    }
  }

  /** A decision still to be made. */
  public record Plan(RoutingState ways, RequestFacts facts) {
    /**
     * The team whose {@link TeamLoads} are to be known, and held, to decide; empty where they make
     * no difference.
     */
    public Optional<TeamId> teamToBalance() {
      return ways.router().teamToBalance(facts, ways.roster());
    }

    /** Whether whoever is chosen has had their turn by it. */
    public boolean countsTurn() {
      return ways.router().countsTurn(facts);
    }

    public RoutingDecision decide(TeamLoads loads) {
      return ways.router().route(facts, ways.roster(), loads);
    }
  }

  /** The ways of one state of everything, so that they need not be made for every request. */
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

  /** The ways of these rules, by the directory of now. */
  RoutingState stateOf(List<Version<RuleTerms>> rules) {
    return stateOf(directory.snapshot(), rules, promises.current().revision());
  }

  private RoutingState stateOf(
      DirectorySnapshot snapshot, List<Version<RuleTerms>> rules, long revision) {
    var published =
        rules.stream()
            // What a team that is gone would have, goes where it went before there was the rule.
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

  /** What nobody owns goes where "something else" goes: to the triage desk. */
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
