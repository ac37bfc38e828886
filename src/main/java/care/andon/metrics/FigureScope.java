package care.andon.metrics;

import care.andon.directory.Directory;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.kernel.Category;
import care.andon.kernel.WireNames;
import care.andon.platform.problem.Problem;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a figure is about: a period, and the requests of a unit, team or category; null is for all.
 *
 * @param team of promises the team that answers for them; of requests the team responsible now
 */
record FigureScope(
    Period period, @Nullable Unit unit, @Nullable Team team, @Nullable Category category) {

  /**
   * Looks up what a question names.
   *
   * @throws Problem if the unit, team or category does not exist, or the period is not valid
   */
  static FigureScope of(FigureQuery question, Directory directory, Instant asOf) {
    return new FigureScope(
        Period.of(question.from(), question.to(), asOf),
        question.unit() == null ? null : unit(directory.unit(question.unit())),
        question.team() == null ? null : team(directory.team(question.team())),
        question.category() == null ? null : category(question.category()));
  }

  private static Unit unit(Optional<Unit> found) {
    return found.orElseThrow(
        () ->
            Problem.parameter("unit", "unknown_unit", "Send the id or code of a unit; see /units"));
  }

  private static Team team(Optional<Team> found) {
    return found.orElseThrow(
        () ->
            Problem.parameter("team", "unknown_team", "Send the id or code of a team; see /teams"));
  }

  private static Category category(String code) {
    return Arrays.stream(Category.values())
        .filter(category -> WireNames.of(category).equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.parameter(
                    "category",
                    "unknown_category",
                    Arrays.stream(Category.values())
                        .map(WireNames::of)
                        .collect(Collectors.joining(", ", "Send one of: ", ""))));
  }
}
