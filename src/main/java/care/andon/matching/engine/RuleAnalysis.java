package care.andon.matching.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Compares rules before there is any request: which ones tie, and which ones never decide. */
public final class RuleAnalysis<C extends Criteria<C>> {
  private final List<Rule<C>> rules;
  private final List<Rule<C>> published;
  private final UnitLocations locations;
  private final BiPredicate<C, C> neverMeet;

  /**
   * The analysis of rules that compete with each other.
   *
   * @param rules published rules and defaults; ties are found in this order
   */
  public RuleAnalysis(Collection<? extends Rule<C>> rules, UnitLocations locations) {
    this(rules, locations, (one, other) -> false);
  }

  /**
   * The same, where more is known than criteria say of themselves.
   *
   * @param neverMeet whether no request can match both, although {@link Criteria#canMeet} does not
   *     rule it out
   */
  public RuleAnalysis(
      Collection<? extends Rule<C>> rules, UnitLocations locations, BiPredicate<C, C> neverMeet) {
    this.rules = List.copyOf(rules);
    this.published = this.rules.stream().filter(rule -> !rule.isDefault()).toList();
    this.locations = locations;
    this.neverMeet = neverMeet;
  }

  /**
   * The pairs of published rules that leave a decision open: both name equally many dimensions, and
   * a request can match both. They do not tie if a third, more specific rule covers all such
   * requests.
   */
  public List<Tie> ties() {
    var ties = new ArrayList<Tie>();
    for (var i = 0; i < published.size(); i++) {
      for (var j = i + 1; j < published.size(); j++) {
        if (areTied(published.get(i).criteria(), published.get(j).criteria())) {
          ties.add(new Tie(published.get(i).code(), published.get(j).code()));
        }
      }
    }
    return ties;
  }

  /**
   * The ties that a change brings about. A tie between two other rules that was there before, for
   * example because a unit has moved, is not due to the change.
   *
   * @param changed code of the rule that was added or replaced; null if a rule was removed
   */
  public List<Tie> newTies(RuleAnalysis<C> before, @Nullable String changed) {
    var known = before.ties();
    return ties().stream()
        .filter(tie -> !known.contains(tie) || (changed != null && tie.isAbout(changed)))
        .toList();
  }

  private boolean areTied(C one, C other) {
    return one.specificity() == other.specificity()
        && one.canMeet(other, locations)
        && !neverMeet.test(one, other)
        && !isOutranked(one, other);
  }

  /**
   * Whether a rule never decides: more specific rules cover all of it, in every part in which it
   * can match a request at all.
   *
   * @param parts criteria that together match every request; each is looked at on its own
   */
  public boolean neverDecides(C criteria, Collection<C> parts) {
    var reached = parts.stream().filter(part -> part.canMeet(criteria, locations)).toList();
    return !reached.isEmpty() && reached.stream().allMatch(part -> isOutranked(criteria, part));
  }

  /** Whether a rule more specific than {@code one} covers what matches both. */
  private boolean isOutranked(C one, C other) {
    return rules.stream()
        .map(Rule::criteria)
        .filter(third -> third.specificity() > one.specificity())
        .anyMatch(third -> third.coversBoth(one, other, locations));
  }
}
