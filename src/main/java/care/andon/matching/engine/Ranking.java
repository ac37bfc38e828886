package care.andon.matching.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Rules in the order in which they decide: the one that names more dimensions comes first. Of rules
 * that name equally many, a published rule comes before a default, and then the code that sorts
 * first. The order in which the rules were given means nothing. Immutable.
 *
 * <p>Without {@link RuleAnalysis#ties} the code never decides. A tie can arise later, for example
 * when a unit moves to another facility. Then every replica still chooses the same rule.
 */
public final class Ranking<R extends Rule<?>> {
  private static final Comparator<Rule<?>> MOST_SPECIFIC_FIRST =
      Comparator.<Rule<?>>comparingInt(rule -> -rule.criteria().specificity())
          .thenComparing(Rule::isDefault)
          .thenComparing(Rule::code);

  private final List<R> rules;

  private Ranking(List<R> sorted) {
    this.rules = sorted;
  }

  public static <R extends Rule<?>> Ranking<R> of(Collection<R> rules) {
    return new Ranking<>(rules.stream().sorted(MOST_SPECIFIC_FIRST).toList());
  }

  /** The rules that can be asked about, in the same order. */
  public Ranking<R> only(Predicate<R> relevant) {
    return new Ranking<>(rules.stream().filter(relevant).toList());
  }

  /** All rules, the most specific first. */
  public List<R> rules() {
    return rules;
  }

  /** The rules that match a request: first the one that decides, then those it outranks. */
  public Stream<R> matching(Predicate<R> matches) {
    return rules.stream().filter(matches);
  }
}
