package care.andon.metrics.form;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.kernel.Category;
import care.andon.kernel.WireNames;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a figure is about: a period, the requests of a facility, unit, team or category (null is for
 * all), and how its rows are grouped.
 *
 * @param windows the period as instants; several if facilities have different time zones
 * @param team of promises the team that answers for them; of requests the team responsible then
 * @param by null for rows that are not grouped
 */
public record FigureScope(
    Period period,
    List<Window> windows,
    @Nullable Facility facility,
    @Nullable Unit unit,
    @Nullable Team team,
    @Nullable Category category,
    FigureBase base,
    @Nullable FigureGroup by) {

  public FigureScope {
    windows = List.copyOf(windows);
  }

  /**
   * Looks up what a question names.
   *
   * @throws Problem if the caller may not ask this, if the facility, unit, team or category does
   *     not exist, if the period is not valid, or if the grouping contradicts a filter
   */
  public static FigureScope of(
      FigureQuery question, DirectorySnapshot directory, Caller caller, Instant asOf) {
    var facility =
        question.facility() == null
            ? null
            : found("facility", "/facilities", directory.facility(question.facility()));
    var unit =
        question.unit() == null ? null : found("unit", "/units", directory.unit(question.unit()));
    var team =
        question.team() == null ? null : found("team", "/teams", directory.team(question.team()));
    checkSamePlace(facility, unit);
    var where = facility == null && unit != null ? facilityOf(unit, directory) : facility;
    var read =
        PeriodReader.read(question, where == null ? directory.facilities() : List.of(where), asOf);
    return new FigureScope(
        read.period(),
        read.windows(),
        facility,
        unit,
        team,
        question.category() == null
            ? null
            : Choice.of(Category.class, "category", question.category()),
        FigureBase.of(question.base(), caller),
        question.by() == null ? null : by(question.by(), question));
  }

  private static <T> T found(String what, String path, Optional<T> found) {
    return found.orElseThrow(
        () ->
            Problem.parameter(
                what,
                "unknown_" + what,
                "Send the id or code of a %s; see %s".formatted(what, path)));
  }

  private static @Nullable Facility facilityOf(Unit unit, DirectorySnapshot directory) {
    return directory.facility(unit.facility()).orElse(null);
  }

  private static void checkSamePlace(@Nullable Facility facility, @Nullable Unit unit) {
    if (facility != null && unit != null && !unit.facility().equals(facility.id())) {
      throw Problem.parameter(
          "unit", "not_of_this_facility", "Send a unit of this facility, or leave one of them out");
    }
  }

  private static FigureGroup by(String text, FigureQuery question) {
    var by = Choice.of(FigureGroup.class, "by", text);
    var filter =
        switch (by) {
          case FACILITY -> question.facility() == null ? question.unit() : question.facility();
          case UNIT -> question.unit();
          case TEAM -> question.team();
          case CATEGORY -> question.category();
          case WEEK, BAND, IMPACT -> null;
        };
    if (filter != null) {
      throw Problem.parameter(
          "by",
          "contradicts_filter",
          "The filter leaves one group. Leave out the filter, or group by something else");
    }
    return by;
  }

  /** Returns the same scope with rows grouped by something. */
  public FigureScope by(FigureGroup group) {
    return new FigureScope(period, windows, facility, unit, team, category, base, group);
  }

  /**
   * Returns this scope, of a figure whose rows have groups of their own.
   *
   * @throws Problem if the caller asked for groups
   */
  public FigureScope withoutGroups() {
    if (by != null) {
      throw Problem.parameter(
          "by", "has_its_own_groups", "This figure has groups of its own; leave 'by' out");
    }
    return this;
  }

  /** Returns which requests count, over {@code support_request}, named {@code request}. */
  public SqlCondition requests() {
    var condition = base.requests();
    if (facility != null) {
      condition = condition.and("request.facility_id = ?", facility.id().value());
    }
    if (unit != null) {
      condition = condition.and("request.unit_id = ?", unit.id().value());
    }
    if (category != null) {
      condition = condition.and("request.category = ?", WireNames.of(category));
    }
    return condition;
  }

  /** Returns which requests count, of a team only those for which it is responsible then. */
  public SqlCondition requestsOfTeam() {
    return team == null ? requests() : requests().and("request.team_id = ?", team.id().value());
  }

  /**
   * Returns the condition that something happened in the period.
   *
   * @param at the column with its instant
   */
  public SqlCondition during(String at) {
    return Window.during(windows, at);
  }

  /** Returns the join that {@link #group} needs; empty for none. */
  public SqlText groupJoin(FigureGroup.Columns columns) {
    return new SqlText(by == null ? "" : by.join(columns), List.of());
  }

  /** Returns the expression of the group of a row; null for rows that are not grouped. */
  public SqlText group(FigureGroup.Columns columns) {
    return new SqlText(by == null ? "null::text" : by.key(columns), List.of());
  }
}
