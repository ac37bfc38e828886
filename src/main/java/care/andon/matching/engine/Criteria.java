package care.andon.matching.engine;

import java.util.Set;

/**
 * The requests that a rule is for: those that fit in every dimension that the rule names. A
 * dimension that is not named fits every request.
 *
 * @param <C> the criteria it is compared with: the implementing type itself
 */
public interface Criteria<C> {

  /** The dimensions that are named. */
  Set<? extends Enum<?>> dimensions();

  /** How many dimensions are named. Of several rules that match, the most specific one decides. */
  default int specificity() {
    return dimensions().size();
  }

  /** Whether a request can match these criteria and the other ones. */
  boolean canMeet(C other, UnitLocations locations);

  /** Whether these criteria match every request that matches both of the others. */
  boolean coversBoth(C one, C other, UnitLocations locations);
}
