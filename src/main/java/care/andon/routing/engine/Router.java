package care.andon.routing.engine;

import care.andon.kernel.TeamId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands a request to somebody who can be reached now, or says that there is nobody.
 *
 * <p>The first rule that applies names the team. Whoever is on call for it has the request; else
 * the rule's backups in order; else the house supervisor; else the administrator on call; else it
 * is unrouted. Without any rule the request has no team and the same two people are tried.
 *
 * <pre>{@code
 * new Router(rules).route(facts, roster).because()
 * // "Supplies go to Supply chain; Ana Ortiz is on call until 19:00."
 * }</pre>
 */
public final class Router {
  /** The end of every chain. */
  private static final List<Backup> LAST_RESORT =
      List.of(Backup.Facility.HOUSE_SUPERVISOR, Backup.Facility.ADMINISTRATOR_ON_CALL);

  private final List<RoutingRule> rules;

  /**
   * @param rules the first that applies decides
   */
  public Router(List<RoutingRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Decides; the same facts and roster give the same decision. */
  public Decision route(RequestFacts facts, Roster roster) {
    return rules.stream()
        .filter(rule -> rule.when().holds(facts))
        .findFirst()
        .map(rule -> follow(rule, facts, roster))
        .orElseGet(() -> withoutRule(facts, roster));
  }

  private static Decision follow(RoutingRule rule, RequestFacts facts, Roster roster) {
    var own = roster.team(rule.team(), facts.at());
    if (!own.isEmpty()) {
      var person = own.getFirst();
      return decided(
          rule.team(),
          person,
          told(rule, person, facts, roster),
          Because.onCall(rule, facts, person));
    }
    return standIn(chain(rule), facts, roster)
        .map(found -> stoodIn(rule, found, facts, roster))
        .orElseGet(() -> unreachable(rule.team(), Because.nobody(rule, facts)));
  }

  private static Decision stoodIn(
      RoutingRule rule, StandIn found, RequestFacts facts, Roster roster) {
    return switch (found.backup()) {
      case Backup.OtherTeam other ->
          decided(
              other.team(),
              found.person(),
              told(rule, found.person(), facts, roster),
              Because.otherTeam(rule, facts, other, found.person()));
      case Backup.Facility facility ->
          decided(
              rule.team(),
              found.person(),
              told(rule, found.person(), facts, roster),
              Because.facility(rule, facts, facility, found.person()));
    };
  }

  private static Decision withoutRule(RequestFacts facts, Roster roster) {
    return standIn(LAST_RESORT, facts, roster)
        .map(
            found ->
                new Decision(
                    null,
                    found.person().person(),
                    List.of(),
                    true,
                    Because.noOwner(found.person())))
        .orElseGet(() -> unreachable(null, Because.noOwnerAndNobody()));
  }

  /** Who was found standing in, and as what. */
  private record StandIn(Backup backup, OnDuty person) {}

  private static Optional<StandIn> standIn(List<Backup> chain, RequestFacts facts, Roster roster) {
    return chain.stream()
        .flatMap(
            backup ->
                onDuty(backup, facts, roster).stream().map(person -> new StandIn(backup, person)))
        .findFirst();
  }

  private static List<Backup> chain(RoutingRule rule) {
    var chain = new LinkedHashSet<Backup>(rule.backups());
    chain.addAll(LAST_RESORT);
    return List.copyOf(chain);
  }

  private static List<OnDuty> onDuty(Backup backup, RequestFacts facts, Roster roster) {
    return switch (backup) {
      case Backup.OtherTeam other -> roster.team(other.team(), facts.at());
      case Backup.Facility facility -> roster.facility(facts.facility(), facility, facts.at());
    };
  }

  private static List<OnDuty> told(
      RoutingRule rule, OnDuty except, RequestFacts facts, Roster roster) {
    return rule.alsoTell().stream()
        .flatMap(facility -> onDuty(facility, facts, roster).stream())
        .filter(told -> !told.person().equals(except.person()))
        .distinct()
        .toList();
  }

  private static Decision decided(TeamId team, OnDuty person, List<OnDuty> told, String because) {
    return new Decision(
        team,
        person.person(),
        told.stream().map(OnDuty::person).distinct().toList(),
        false,
        because + Because.told(told));
  }

  private static Decision unreachable(@Nullable TeamId team, String because) {
    return new Decision(team, null, List.of(), true, because);
  }
}
