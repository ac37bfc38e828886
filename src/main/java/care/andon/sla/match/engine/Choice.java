package care.andon.sla.match.engine;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The policy that a clock goes by.
 *
 * @param beaten the other policies that match and set the clock, the most specific first
 */
public record Choice(Rule rule, List<Rule> beaten) {
  public Choice {
    beaten = List.copyOf(beaten);
  }

  /** Why this one, in words. */
  public String why() {
    var named = rule.match().dimensions();
    var matched =
        named.isEmpty()
            ? "It is for every request"
            : "It matches by "
                + named.stream()
                    .sorted()
                    .map(dimension -> dimension.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(", "));
    return beaten.isEmpty()
        ? matched + "; no other policy sets this clock here."
        : matched
            + ", which is more than "
            + beaten.stream().map(Rule::code).collect(Collectors.joining(", "))
            + (beaten.size() == 1 ? " names." : " name.");
  }
}
