package care.andon.metrics.promise;

import care.andon.kernel.TeamId;
import care.andon.kernel.WireNames;
import care.andon.metrics.form.FigureBase;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.form.FigureScope;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which sums of closed days answer a question. They are kept for every facility, unit, team and
 * category, but not for two of them at once.
 *
 * @param scope the question
 * @param dimension facility, unit, team or category
 * @param rows which sums of this dimension count, over {@code figure_day}
 */
public record FigurePlace(FigureScope scope, String dimension, SqlCondition rows) {
  private static final Set<FigureGroup> DIMENSIONS =
      Set.of(FigureGroup.FACILITY, FigureGroup.UNIT, FigureGroup.TEAM, FigureGroup.CATEGORY);

  /** Returns the place of a scope; empty if no sums are kept for its filters and groups. */
  public static Optional<FigurePlace> of(FigureScope scope) {
    var filters =
        Stream.of(scope.facility(), scope.unit(), scope.team(), scope.category())
            .filter(Objects::nonNull)
            .count();
    if (scope.by() == null) {
      return filters > 1 ? Optional.empty() : Optional.of(ofFilter(scope));
    }
    var isUnitsOfFacility =
        scope.by() == FigureGroup.UNIT && scope.facility() != null && filters == 1;
    return DIMENSIONS.contains(scope.by()) && (filters == 0 || isUnitsOfFacility)
        ? Optional.of(ofGroups(scope))
        : Optional.empty();
  }

  private static FigurePlace ofFilter(FigureScope scope) {
    if (scope.unit() != null) {
      return of(scope, "unit", scope.unit().id());
    }
    if (scope.team() != null) {
      return of(scope, "team", scope.team().id());
    }
    if (scope.category() != null) {
      return of(scope, "category", WireNames.of(scope.category()));
    }
    return scope.facility() == null
        ? of(scope, "facility", SqlCondition.ALWAYS)
        : of(scope, "facility", scope.facility().id());
  }

  /** A unit never moves to another facility. */
  private static FigurePlace ofGroups(FigureScope scope) {
    var rows =
        scope.facility() == null
            ? SqlCondition.ALWAYS
            : SqlCondition.of(
                "figure_day.of in (select id::text from unit where facility_id = ?)",
                scope.facility().id().value());
    return of(scope, WireNames.of(Objects.requireNonNull(scope.by())), rows);
  }

  private static FigurePlace of(FigureScope scope, String dimension, Object of) {
    return of(scope, dimension, SqlCondition.of("figure_day.of = ?", of.toString()));
  }

  private static FigurePlace of(FigureScope scope, String dimension, SqlCondition rows) {
    return new FigurePlace(
        scope, dimension, scope.base() == FigureBase.OPEN ? rows.and("not confidential") : rows);
  }

  /** Returns the team whose promises count; null for all. */
  public @Nullable TeamId team() {
    return scope.team() == null ? null : scope.team().id();
  }

  /** Returns whether no filter leaves anything out. */
  public boolean isOfAll() {
    return Stream.of(scope.facility(), scope.unit(), scope.team(), scope.category())
        .allMatch(Objects::isNull);
  }

  /** Returns the expression of the group of a sum: a code; null for sums that are not grouped. */
  SqlText grouped() {
    if (scope.by() == null) {
      return new SqlText("null::text", List.of());
    }
    return new SqlText(scope.by() == FigureGroup.CATEGORY ? "of" : "named.code", List.of());
  }

  /** Returns the join that {@link #grouped} needs; empty for none. */
  SqlText named() {
    return new SqlText(
        scope.by() == null || scope.by() == FigureGroup.CATEGORY
            ? ""
            : "left join %s named on named.id = figure_day.of::uuid".formatted(dimension),
        List.of());
  }
}
