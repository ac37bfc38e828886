package care.andon.routing;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.Unit;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.UnitId;
import care.andon.matching.engine.Rule;
import care.andon.matching.engine.RuleAnalysis;
import care.andon.matching.engine.Tie;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.routing.engine.DisjointHours;
import care.andon.routing.engine.RuleCriteria;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares routing rules with each other and with the owners of categories. */
@ApplicationScoped
class RuleConflicts {
  private final Directory directory;

  RuleConflicts(Directory directory) {
    this.directory = directory;
  }

  /**
   * Passes if no two rules tie.
   *
   * @throws Problem that names every tie
   */
  void requireNoTie(Collection<RuleTerms> rules, DisjointHours hours) {
    refuse(analysis(rules, hours).ties());
  }

  /**
   * Passes if a change brings about no tie.
   *
   * @param changed code of the rule that was added or replaced; null if one was removed
   * @throws Problem that names every tie
   */
  void requireNoNewTie(
      Collection<RuleTerms> before,
      Collection<RuleTerms> after,
      @Nullable String changed,
      DisjointHours hours) {
    refuse(analysis(after, hours).newTies(analysis(before, hours), changed));
  }

  private static void refuse(List<Tie> ties) {
    if (!ties.isEmpty()) {
      throw Problem.of(ProblemType.ROUTING_TIE, ProblemType.ROUTING_TIE.advice())
          .with("ties", ties.stream().map(TieView::of).toList());
    }
  }

  /** Two rules that tie. */
  record TieView(List<String> rules) {
    static TieView of(Tie tie) {
      return new TieView(List.of(tie.one(), tie.other()));
    }
  }

  /** Whether other rules, or the owners of categories, decide wherever this rule matches. */
  boolean neverDecides(RuleTerms rule, Collection<RuleTerms> rules) {
    var parts =
        directory.snapshot().facilities().stream()
            .map(Facility::id)
            .flatMap(
                facility ->
                    Arrays.stream(Category.values())
                        .map(category -> RuleCriteria.categoryAt(facility, category)))
            .toList();
    return analysis(rules, DisjointHours.UNKNOWN).neverDecides(rule.criteria(), parts);
  }

  private RuleAnalysis<RuleCriteria> analysis(
      Collection<RuleTerms> published, DisjointHours hours) {
    var rules = new ArrayList<Rule<RuleCriteria>>(published);
    rules.sort(Comparator.comparing(Rule::code));
    rules.addAll(Routing.ownerRules(directory.snapshot()));
    return new RuleAnalysis<>(rules, this::facilityOf, hours::keepApart);
  }

  private Optional<FacilityId> facilityOf(UnitId unit) {
    return directory.unit(unit).map(Unit::facility);
  }
}
