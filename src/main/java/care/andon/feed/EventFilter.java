package care.andon.feed;

import static care.andon.platform.sql.SqlCondition.ALWAYS;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.history.EventTypes;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.Reference;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.WireNames;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.text.Uuids;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events a reader wants. An empty set or null allows all.
 *
 * @param request id or reference of the only request
 * @param mine only requests that the reader asked for, or whose assignee the reader is
 */
public record EventFilter(
    Set<String> types,
    @Nullable FacilityId facility,
    @Nullable UnitId unit,
    @Nullable TeamId team,
    Set<String> categories,
    Set<String> impacts,
    @Nullable String request,
    boolean mine) {

  public EventFilter {
    types = Set.copyOf(types);
    categories = Set.copyOf(categories);
    impacts = Set.copyOf(impacts);
  }

  /**
   * Reads the filters of a call.
   *
   * @throws Problem that names the parameter that is not valid
   */
  static EventFilter of(EventParameters given, Directory directory) {
    return new EventFilter(
        words("types", given.types(), EventTypes.all().keySet()),
        named("facility", given.facility(), it -> directory.facility(it).map(Facility::id)),
        named("unit", given.unit(), it -> directory.unit(it).map(Unit::id)),
        named("team", given.team(), it -> directory.team(it).map(Team::id)),
        words("category", given.category(), names(Category.values())),
        words("impact", given.impact(), names(Impact.values())),
        request(given.request()),
        flag(given.mine()));
  }

  /** The events themselves, over the columns of {@code request_event}. */
  SqlCondition ofRequest() {
    if (request == null) {
      return ALWAYS;
    }
    return Reference.parse(request)
        .map(
            it ->
                SqlCondition.of(
                    "request_id = (select id from support_request where reference = ?)",
                    it.number()))
        .orElseGet(() -> SqlCondition.of("request_id = ?", UUID.fromString(request)));
  }

  /** The types, over the column {@code type}. */
  SqlCondition ofTypes() {
    return types.isEmpty() ? ALWAYS : anyOf("type", types);
  }

  /** The requests, over the columns of {@code support_request}. */
  SqlCondition ofRequests() {
    var all = ALWAYS;
    if (facility != null) {
      all = all.and("facility_id = ?", facility.value());
    }
    if (unit != null) {
      all = all.and("unit_id = ?", unit.value());
    }
    if (team != null) {
      all = all.and("team_id = ?", team.value());
    }
    if (!categories.isEmpty()) {
      all = all.and(anyOf("category", categories));
    }
    return impacts.isEmpty() ? all : all.and(anyOf("impact", impacts));
  }

  private static SqlCondition anyOf(String column, Set<String> values) {
    return SqlCondition.of(
        column + " = any(?)", new SqlArray("text", List.copyOf(new TreeSet<>(values))));
  }

  private static Set<String> names(Enum<?>[] constants) {
    return Stream.of(constants).map(WireNames::of).collect(Collectors.toSet());
  }

  private static Set<String> words(String name, List<String> given, Set<String> known) {
    var words =
        given.stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(String::strip)
            .collect(Collectors.toSet());
    if (!known.containsAll(words)) {
      throw Problem.parameter(
          name,
          "unknown_value",
          "Send one or more, separated by commas, of: " + String.join(", ", new TreeSet<>(known)));
    }
    return words;
  }

  private static <T> @Nullable T named(
      String name, @Nullable String text, Function<String, Optional<T>> find) {
    return text == null
        ? null
        : find.apply(text)
            .orElseThrow(
                () ->
                    Problem.parameter(name, "unknown_" + name, "Send the id or code of a " + name));
  }

  private static @Nullable String request(@Nullable String text) {
    if (text != null && Reference.parse(text).isEmpty() && Uuids.parse(text).isEmpty()) {
      throw Problem.parameter(
          "request", "not_valid", "Send the id of a request, or its reference such as SR-20418");
    }
    return text;
  }

  private static boolean flag(@Nullable String text) {
    return switch (text) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw Problem.parameter("mine", "not_valid", "Send true or false");
    };
  }
}
