package care.andon.routing.engine;

import static java.util.stream.Collectors.toMap;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hands a request to somebody who can be reached now, or says that there is nobody.
 *
 * <p>Of the rules that apply the most specific one names the team, and how a person is chosen among
 * those of it who are on call. With nobody on call there the rule's backups are tried in order;
 * then the house supervisor; then the administrator on call; else it is unrouted. Without any rule
 * the request has no team and the same two people are tried. The order in which rules are given
 * means nothing.
 *
 * <pre>{@code
 * new Router(rules, times).route(facts, roster, Loads.NONE).because()
 * // "Supplies go to Supply chain; Ana Ortiz is on call until 19:00."
 * }</pre>
 */
public final class Router {
  /** The end of every chain. */
  private static final List<BackupTeam> LAST_RESORT =
      List.of(BackupTeam.Facility.HOUSE_SUPERVISOR, BackupTeam.Facility.ADMINISTRATOR_ON_CALL);

  private final CalendarOpenings times;

  /** By facility and category, the best first, so that a request meets few of a thousand rules. */
  private final Map<FacilityId, Map<Category, List<RoutingRule>>> byFacility;

  private final Map<Category, List<RoutingRule>> anywhere;

  private final Map<TeamId, WorkSharing> sharing;

  public Router(Collection<RoutingRule> rules, CalendarOpenings times) {
    this.times = times;
    var sorted = rules.stream().sorted(RoutingRule.BEST_FIRST).toList();
    this.anywhere = byCategory(sorted, Set.of());
    this.sharing =
        rules.stream()
            .filter(rule -> rule.choose().sharing().isPresent())
            .collect(
                Collectors.toUnmodifiableMap(
                    RoutingRule::team,
                    rule -> rule.choose().sharing().orElseThrow(),
                    Router::first));
    this.byFacility =
        rules.stream()
            .flatMap(rule -> rule.criteria().facilities().stream())
            .distinct()
            .collect(toMap(Function.identity(), facility -> byCategory(sorted, Set.of(facility))));
  }

  /** Loads say more than turns: they count what came by whichever way. */
  private static WorkSharing first(WorkSharing one, WorkSharing other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Map<Category, List<RoutingRule>> byCategory(
      List<RoutingRule> rules, Set<FacilityId> facility) {
    var here =
        rules.stream()
            .filter(rule -> isEmptyOrMeets(rule.criteria().facilities(), facility))
            .toList();
    return Arrays.stream(Category.values())
        .collect(
            toMap(
                Function.identity(),
                category ->
                    here.stream()
                        .filter(
                            rule -> isEmptyOrMeets(rule.criteria().categories(), Set.of(category)))
                        .toList(),
                (one, other) -> one,
                () -> new EnumMap<>(Category.class)));
  }

  private static <T> boolean isEmptyOrMeets(Set<T> named, Set<T> values) {
    return named.isEmpty() || values.stream().anyMatch(named::contains);
  }

  /** Decides; the same facts, roster and loads give the same decision. */
  public RoutingDecision route(RequestFacts facts, OnCallRoster roster, TeamLoads loads) {
    var matching = matching(facts);
    return matching.isEmpty()
        ? withoutRule(facts, roster)
        : new Walk(matching.getFirst(), beaten(matching), facts, roster, loads).follow();
  }

  /**
   * The team whose {@link TeamLoads} the decision depends on; empty where it does not: there is
   * nobody to choose among, or the rule does not look.
   */
  public Optional<TeamId> teamToBalance(RequestFacts facts, OnCallRoster roster) {
    return candidates(facts).stream()
        .filter(rule -> rule.criteria().matches(facts, times))
        .findFirst()
        .filter(rule -> rule.choose().dependsOnLoad())
        .map(RoutingRule::team)
        .filter(team -> roster.team(team, facts.at()).size() > 1);
  }

  /** Whether the choice by which the decision was made counts turns. */
  public boolean countsTurn(RequestFacts facts) {
    return candidates(facts).stream()
        .filter(rule -> rule.criteria().matches(facts, times))
        .findFirst()
        .filter(rule -> rule.choose() == AssignmentMethod.ROUND_ROBIN)
        .isPresent();
  }

  /**
   * How the team shares its work out: as any rule of it does, by {@link WorkSharing#LEAST_OPEN}
   * where some do and some go by turns. Empty where no rule of it does either.
   */
  public Optional<WorkSharing> sharing(TeamId team) {
    return Optional.ofNullable(sharing.get(team));
  }

  private List<RoutingRule> matching(RequestFacts facts) {
    return candidates(facts).stream()
        .filter(rule -> rule.criteria().matches(facts, times))
        .toList();
  }

  private List<RoutingRule> candidates(RequestFacts facts) {
    return Objects.requireNonNull(
        byFacility.getOrDefault(facts.facility(), anywhere).get(facts.category()));
  }

  private static List<String> beaten(List<RoutingRule> matching) {
    return matching.stream()
        .skip(1)
        .map(RoutingRule::ref)
        .filter(Objects::nonNull)
        .map(RuleRef::code)
        .toList();
  }

  private static RoutingDecision withoutRule(RequestFacts facts, OnCallRoster roster) {
    var stops = new ArrayList<RoutingTrace.Stop>();
    var found = standIn(LAST_RESORT, facts, roster, stops);
    var trail = new RoutingTrace(null, List.of(), List.of(), stops);
    return found
        .map(
            it ->
                new RoutingDecision(
                    null,
                    it.person().person(),
                    List.of(),
                    true,
                    RoutingExplanation.noOwner(it.person()),
                    trail))
        .orElseGet(
            () ->
                new RoutingDecision(
                    null, null, List.of(), true, RoutingExplanation.noOwnerAndNobody(), trail));
  }

  /** Who was found standing in, and as what. */
  private record StandIn(BackupTeam backup, OnCallCandidate person) {}

  private static Optional<StandIn> standIn(
      List<BackupTeam> chain,
      RequestFacts facts,
      OnCallRoster roster,
      List<RoutingTrace.Stop> stops) {
    for (var backup : chain) {
      var people = onDuty(backup, facts, roster);
      stops.add(stop(backup, people));
      if (!people.isEmpty()) {
        return Optional.of(new StandIn(backup, people.getFirst()));
      }
    }
    return Optional.empty();
  }

  private static RoutingTrace.Stop stop(BackupTeam backup, List<OnCallCandidate> people) {
    var considered = new ArrayList<RoutingTrace.Considered>();
    for (var person : people) {
      considered.add(
          new RoutingTrace.Considered(
              person.person(),
              considered.isEmpty()
                  ? RoutingTrace.Verdict.HAS_IT
                  : RoutingTrace.Verdict.LATER_IN_CALLING_ORDER,
              -1));
    }
    return switch (backup) {
      case BackupTeam.OtherTeam other -> new RoutingTrace.Stop(other.team(), null, considered);
      case BackupTeam.Facility facility -> new RoutingTrace.Stop(null, facility, considered);
    };
  }

  private static List<OnCallCandidate> onDuty(
      BackupTeam backup, RequestFacts facts, OnCallRoster roster) {
    return switch (backup) {
      case BackupTeam.OtherTeam other -> roster.team(other.team(), facts.at());
      case BackupTeam.Facility facility -> roster.facility(facts.facility(), facility, facts.at());
    };
  }

  /** The way from a rule to a person. */
  private record Walk(
      RoutingRule rule,
      List<String> beaten,
      RequestFacts facts,
      OnCallRoster roster,
      TeamLoads loads) {

    RoutingDecision follow() {
      var own = roster.team(rule.team(), facts.at());
      if (own.isEmpty()) {
        return further();
      }
      if (rule.choose() == AssignmentMethod.NOBODY) {
        return untilTaken(own);
      }
      var person = chosen(own);
      var stop =
          new RoutingTrace.Stop(
              rule.team(), null, own.stream().map(it -> considered(it, person)).toList());
      return decided(rule.team(), person, because(person), List.of(stop));
    }

    private OnCallCandidate chosen(List<OnCallCandidate> own) {
      return switch (rule.choose()) {
        case ON_CALL, NOBODY -> own.getFirst();
        case LEAST_OPEN -> first(own, it -> (long) loads.of(it.person()).open());
        case ROUND_ROBIN -> first(own, it -> loads.of(it.person()).turn());
      };
    }

    /** Of several the one who is asked first. */
    private static OnCallCandidate first(
        List<OnCallCandidate> own, Function<OnCallCandidate, Long> load) {
      return own.stream().min(Comparator.comparing(load)).orElseThrow();
    }

    private RoutingTrace.Considered considered(OnCallCandidate one, OnCallCandidate chosen) {
      var load = loads.of(one.person());
      var verdict =
          one.equals(chosen)
              ? RoutingTrace.Verdict.HAS_IT
              : switch (rule.choose()) {
                case ON_CALL, NOBODY -> RoutingTrace.Verdict.LATER_IN_CALLING_ORDER;
                case LEAST_OPEN ->
                    load.open() > loads.of(chosen.person()).open()
                        ? RoutingTrace.Verdict.HAS_MORE_OPEN_WORK
                        : RoutingTrace.Verdict.LATER_IN_CALLING_ORDER;
                case ROUND_ROBIN ->
                    load.turn() > loads.of(chosen.person()).turn()
                        ? RoutingTrace.Verdict.HAD_A_LATER_TURN
                        : RoutingTrace.Verdict.LATER_IN_CALLING_ORDER;
              };
      return new RoutingTrace.Considered(
          one.person(), verdict, rule.choose() == AssignmentMethod.LEAST_OPEN ? load.open() : -1);
    }

    private String because(OnCallCandidate person) {
      return switch (rule.choose()) {
        case ON_CALL, NOBODY -> RoutingExplanation.onCall(rule, facts, person);
        case LEAST_OPEN -> RoutingExplanation.leastOpen(rule, facts, person);
        case ROUND_ROBIN -> RoutingExplanation.turn(rule, facts, person);
      };
    }

    private RoutingDecision untilTaken(List<OnCallCandidate> own) {
      var told = told(null);
      var stop =
          new RoutingTrace.Stop(
              rule.team(),
              null,
              own.stream()
                  .map(
                      it ->
                          new RoutingTrace.Considered(
                              it.person(), RoutingTrace.Verdict.CAN_BE_REACHED, -1))
                  .toList());
      return new RoutingDecision(
          rule.team(),
          null,
          told.stream().map(OnCallCandidate::person).distinct().toList(),
          false,
          RoutingExplanation.untilTaken(rule, facts, own) + RoutingExplanation.told(told),
          trail(List.of(stop)));
    }

    private RoutingDecision further() {
      var stops = new ArrayList<RoutingTrace.Stop>();
      stops.add(new RoutingTrace.Stop(rule.team(), null, List.of()));
      return standIn(chain(), facts, roster, stops)
          .map(found -> stoodIn(found, stops))
          .orElseGet(
              () ->
                  new RoutingDecision(
                      rule.team(),
                      null,
                      List.of(),
                      true,
                      RoutingExplanation.nobody(rule, facts),
                      trail(stops)));
    }

    private List<BackupTeam> chain() {
      var chain = new LinkedHashSet<BackupTeam>(rule.backups());
      chain.addAll(LAST_RESORT);
      return List.copyOf(chain);
    }

    private RoutingDecision stoodIn(StandIn found, List<RoutingTrace.Stop> stops) {
      return switch (found.backup()) {
        case BackupTeam.OtherTeam other ->
            decided(
                other.team(),
                found.person(),
                RoutingExplanation.otherTeam(rule, facts, other, found.person()),
                stops);
        case BackupTeam.Facility facility ->
            decided(
                rule.team(),
                found.person(),
                RoutingExplanation.facility(rule, facts, facility, found.person()),
                stops);
      };
    }

    private RoutingDecision decided(
        TeamId team, OnCallCandidate person, String because, List<RoutingTrace.Stop> stops) {
      var told = told(person);
      return new RoutingDecision(
          team,
          person.person(),
          told.stream().map(OnCallCandidate::person).distinct().toList(),
          false,
          because + RoutingExplanation.told(told),
          trail(stops));
    }

    private List<OnCallCandidate> told(@Nullable OnCallCandidate except) {
      return rule.alsoTell().stream()
          .flatMap(facility -> onDuty(facility, facts, roster).stream())
          .filter(told -> except == null || !told.person().equals(except.person()))
          .distinct()
          .collect(Collectors.toUnmodifiableList());
    }

    private RoutingTrace trail(List<RoutingTrace.Stop> stops) {
      return new RoutingTrace(rule.ref(), rule.criteria().named(), beaten, stops);
    }
  }
}
