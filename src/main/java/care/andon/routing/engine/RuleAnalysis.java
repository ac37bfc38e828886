package care.andon.routing.engine;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.UnitId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Rules looked at together, before any request: which leave a decision open, and which never decide
 * anything.
 *
 * @param published by code
 * @param ground who owns which category
 */
public record RuleAnalysis(List<Named> published, List<RuleCriteria> ground) {

  /** A rule as far as it is looked at here. */
  public record Named(String code, RuleCriteria match) {}

  /** Two rules that name equally many dimensions can both match one request. */
  public record Tie(String one, String other) {
    public boolean isAbout(String code) {
      return one.equals(code) || other.equals(code);
    }
  }

  public RuleAnalysis {
    published = published.stream().sorted(Comparator.comparing(Named::code)).toList();
    ground = List.copyOf(ground);
  }

  /**
   * What is left open. Two that name equally many dimensions and can both match a request are no
   * tie where a third one, more specific than they, covers all such requests.
   *
   * @param facilityOf where a unit is; a unit it does not know may be anywhere
   * @param hours which hours never meet
   */
  public List<Tie> ties(Function<UnitId, Optional<FacilityId>> facilityOf, DisjointHours hours) {
    var ties = new ArrayList<Tie>();
    for (var i = 0; i < published.size(); i++) {
      for (var j = i + 1; j < published.size(); j++) {
        var one = published.get(i);
        var other = published.get(j);
        if (weight(one.match()) == weight(other.match())
            && one.match().meets(other.match(), facilityOf, hours)
            && !isSettled(one.match(), other.match(), facilityOf)) {
          ties.add(new Tie(one.code(), other.code()));
        }
      }
    }
    return ties;
  }

  private boolean isSettled(
      RuleCriteria one, RuleCriteria other, Function<UnitId, Optional<FacilityId>> facilityOf) {
    return Stream.concat(published.stream().map(Named::match), ground.stream())
        .filter(third -> weight(third) > weight(one))
        .anyMatch(third -> third.coversBoth(one, other, facilityOf));
  }

  /**
   * Whether a rule never decides: at every facility and in every category, another one names more
   * and covers what is left of it.
   */
  public boolean isInVain(
      RuleCriteria match,
      Set<FacilityId> facilities,
      Function<UnitId, Optional<FacilityId>> facilityOf) {
    var cells =
        facilities.stream()
            .flatMap(
                facility ->
                    Arrays.stream(Category.values())
                        .map(category -> RuleCriteria.categoryAt(facility, category)))
            .filter(cell -> cell.meets(match, facilityOf, DisjointHours.UNKNOWN))
            .toList();
    return !cells.isEmpty()
        && cells.stream()
            .allMatch(
                cell ->
                    Stream.concat(published.stream().map(Named::match), ground.stream())
                        .filter(other -> weight(other) > weight(match))
                        .anyMatch(other -> other.coversBoth(match, cell, facilityOf)));
  }

  private static int weight(RuleCriteria match) {
    return match.dimensions().size();
  }
}
