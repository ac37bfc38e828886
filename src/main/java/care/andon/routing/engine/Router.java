package care.andon.routing.engine;

import static java.util.stream.Collectors.toMap;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import care.andon.matching.engine.NamedValues;
import care.andon.matching.engine.Ranking;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Routes a request to a person who can be reached now, or says that there is none.
 *
 * <p>The most specific rule that matches names the team, and how the assignee is chosen among its
 * members on call. If no member is on call, the rule's backups are tried in order, then the house
 * supervisor, then the administrator on call; else the request is unrouted. Without a matching rule
 * the request has no team, and only the last two are tried.
 *
 * <pre>{@code
 * new Router(rules, openings).route(facts, roster, TeamLoads.NONE).because()
 * // "Supplies go to Supply chain; Ana Ortiz is on call until 19:00."
 * }</pre>
 */
public final class Router {
  private final CalendarOpenings openings;

  /** By facility and category, so that a request is compared with few of a thousand rules. */
  private final Map<FacilityId, Map<Category, Ranking<RoutingRule>>> byFacility;

  private final Map<Category, Ranking<RoutingRule>> anywhere;
  private final Map<TeamId, WorkSharing> sharing;

  public Router(Collection<RoutingRule> rules, CalendarOpenings openings) {
    this.openings = openings;
    var ranking = Ranking.of(rules);
    this.anywhere = byCategory(ranking.only(rule -> rule.criteria().facilities().isEmpty()));
    this.byFacility =
        rules.stream()
            .flatMap(rule -> rule.criteria().facilities().stream())
            .distinct()
            .collect(toMap(Function.identity(), facility -> byCategory(at(facility, ranking))));
    this.sharing =
        rules.stream()
            .filter(rule -> rule.choose().sharing().isPresent())
            .collect(
                Collectors.toUnmodifiableMap(
                    RoutingRule::team,
                    rule -> rule.choose().sharing().orElseThrow(),
                    Router::first));
  }

  private static Ranking<RoutingRule> at(FacilityId facility, Ranking<RoutingRule> ranking) {
    return ranking.only(rule -> NamedValues.allow(rule.criteria().facilities(), facility));
  }

  private static Map<Category, Ranking<RoutingRule>> byCategory(Ranking<RoutingRule> ranking) {
    return Arrays.stream(Category.values())
        .collect(
            toMap(
                Function.identity(),
                category ->
                    ranking.only(rule -> NamedValues.allow(rule.criteria().categories(), category)),
                (one, other) -> one,
                () -> new EnumMap<>(Category.class)));
  }

  /** Open requests say more than turns: they count all work, however it was assigned. */
  private static WorkSharing first(WorkSharing one, WorkSharing other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** Decides. The same facts, roster and loads give the same decision. */
  public RoutingDecision route(RequestFacts facts, OnCallRoster roster, TeamLoads loads) {
    var matching = matching(facts).toList();
    var backups = new BackupSearch(facts, roster);
    return matching.isEmpty()
        ? withoutRule(backups)
        : new AssigneeSearch(matching.getFirst(), outranked(matching), facts, backups, loads)
            .decide();
  }

  /**
   * The team whose {@link TeamLoads} the decision depends on. Empty if it depends on none: there is
   * at most one candidate, or the rule does not look at loads.
   */
  public Optional<TeamId> teamToBalance(RequestFacts facts, OnCallRoster roster) {
    return matching(facts)
        .findFirst()
        .filter(rule -> rule.choose().dependsOnLoad())
        .map(RoutingRule::team)
        .filter(team -> roster.team(team, facts.at()).size() > 1);
  }

  /** Whether the assignee of such a request uses up their turn. */
  public boolean countsTurn(RequestFacts facts) {
    return matching(facts)
        .findFirst()
        .filter(rule -> rule.choose() == AssignmentMethod.ROUND_ROBIN)
        .isPresent();
  }

  /**
   * How the rules share out the work of a team. If some do it by {@link WorkSharing#LEAST_OPEN} and
   * some by turns, the first counts. Empty if no rule of the team does either.
   */
  public Optional<WorkSharing> sharing(TeamId team) {
    return Optional.ofNullable(sharing.get(team));
  }

  private Stream<RoutingRule> matching(RequestFacts facts) {
    return Objects.requireNonNull(
            byFacility.getOrDefault(facts.facility(), anywhere).get(facts.category()))
        .matching(rule -> rule.criteria().matches(facts, openings));
  }

  private static List<String> outranked(List<RoutingRule> matching) {
    return matching.stream()
        .skip(1)
        .filter(rule -> !rule.isDefault())
        .map(RoutingRule::code)
        .toList();
  }

  private static RoutingDecision withoutRule(BackupSearch backups) {
    var stops = new ArrayList<RoutingTrace.Stop>();
    var found = backups.find(BackupSearch.LAST_RESORT, stops);
    return new RoutingDecision(
        null,
        found.map(it -> it.person().person()).orElse(null),
        List.of(),
        true,
        found
            .map(it -> RoutingExplanation.noOwner(it.person()))
            .orElseGet(RoutingExplanation::noOwnerAndNobody),
        new RoutingTrace(null, List.of(), List.of(), stops));
  }
}
