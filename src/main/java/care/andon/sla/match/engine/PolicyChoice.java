package care.andon.sla.match.engine;

import care.andon.kernel.WireNames;
import java.util.List;

/**
 * The policy that was chosen for a clock.
 *
 * @param beaten the other policies that match and set the clock, the most specific first
 */
public record PolicyChoice(PolicyRule rule, List<PolicyRule> beaten) {
  public PolicyChoice {
    beaten = List.copyOf(beaten);
  }

  /** The reason, in words. */
  public String why() {
    return isFor() + over();
  }

  private String isFor() {
    var named = rule.criteria().dimensions().stream().sorted().map(WireNames::of).toList();
    return named.isEmpty()
        ? "This policy is for every request"
        : "This policy is made for this " + list(named);
  }

  private String over() {
    return beaten.isEmpty()
        ? "; no other one promises anything here."
        : ", so it goes before the more general "
            + list(beaten.stream().map(PolicyRule::code).toList())
            + ".";
  }

  private static String list(List<String> words) {
    return words.size() == 1
        ? words.getFirst()
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }
}
