package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.directory.oncall.Person;
import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.WireNames;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.Instants;
import care.andon.platform.text.Text;
import care.andon.request.Actor;
import care.andon.request.state.RequestStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a list has; an empty set or null allows all.
 *
 * @param words the need has to contain every word
 */
public record RequestFilter(
    Set<RequestStatus> statuses,
    Set<Impact> impacts,
    Set<Category> categories,
    @Nullable UnitId unit,
    @Nullable TeamId team,
    @Nullable PersonId assignee,
    @Nullable PersonId requester,
    @Nullable Boolean overdue,
    @Nullable Boolean unrouted,
    @Nullable Boolean unattended,
    @Nullable Instant updatedSince,
    @Nullable String words,
    Sort sort) {

  public static final int MOST_WORDS = 200;

  /** The order of a list; ties are broken by id. */
  enum Sort {
    ASKED_AT("askedAt", "asked_at", true),
    ASKED_AT_LATEST_FIRST("-askedAt", "asked_at", false),
    DUE_AT("dueAt", "due_order", true),
    DUE_AT_LATEST_FIRST("-dueAt", "due_order", false),
    UPDATED_AT("updatedAt", "updated_at", true),
    UPDATED_AT_LATEST_FIRST("-updatedAt", "updated_at", false);

    private final String parameter;
    private final String column;
    private final boolean ascending;

    Sort(String parameter, String column, boolean ascending) {
      this.parameter = parameter;
      this.column = column;
      this.ascending = ascending;
    }

    String column() {
      return column;
    }

    boolean isAscending() {
      return ascending;
    }

    /** Whether the key of a request changes as the request does. */
    boolean isMoving() {
      return !column.equals(ASKED_AT.column);
    }

    private static Sort parse(@Nullable String text) {
      if (text == null) {
        return ASKED_AT_LATEST_FIRST;
      }
      return Arrays.stream(values())
          .filter(sort -> sort.parameter.equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  Problem.parameter(
                      "sort",
                      "unknown_value",
                      "Send one of: "
                          + Arrays.stream(values())
                              .map(sort -> sort.parameter)
                              .collect(Collectors.joining(", "))));
    }
  }

  /** Reads query parameters and looks up what they name. */
  record Reader(Directory directory, Actor actor) {

    RequestFilter read(RequestParameters given) {
      return new RequestFilter(
          set("status", given.status(), RequestStatus.class),
          set("impact", given.impact(), Impact.class),
          set("category", given.category(), Category.class),
          unit(given.unit()),
          team(given.team()),
          person("assignee", given.assignee()),
          person("requester", given.requester()),
          flag("overdue", given.overdue()),
          flag("unrouted", given.unrouted()),
          flag("unattended", given.unattended()),
          value(
              given.updatedSince(), Instants::parse, "updatedSince", "not_valid", Instants.ADVICE),
          words(given.q()),
          Sort.parse(given.sort()));
    }

    private @Nullable UnitId unit(@Nullable String text) {
      return value(
          text,
          it -> directory.unit(it).map(Unit::id),
          "unit",
          "unknown_unit",
          "Send the id or code of a unit");
    }

    private @Nullable TeamId team(@Nullable String text) {
      return value(
          text,
          it -> directory.team(it).map(Team::id),
          "team",
          "unknown_team",
          "Send the id or code of a team");
    }

    private @Nullable PersonId person(String name, @Nullable String text) {
      return "me".equals(text)
          ? actor.requirePerson().id()
          : value(
              text,
              it -> directory.personByIdOrUsername(it).map(Person::id),
              name,
              "unknown_person",
              "Send 'me', or the id or username of somebody");
    }

    /** What a parameter names; null without one. */
    static <T> @Nullable T value(
        @Nullable String text,
        Function<String, Optional<T>> find,
        String name,
        String code,
        String advice) {
      return text == null
          ? null
          : find.apply(text).orElseThrow(() -> Problem.parameter(name, code, advice));
    }

    /** Reads a parameter that may be repeated, and that may have several values with commas. */
    static <E extends Enum<E>> Set<E> set(String name, List<String> texts, Class<E> type) {
      var set = EnumSet.noneOf(type);
      for (var text : texts) {
        for (var word : text.split(",", -1)) {
          set.add(constant(name, word.strip(), type));
        }
      }
      return set;
    }

    private static <E extends Enum<E>> E constant(String name, String word, Class<E> type) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> WireNames.of(constant).equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  Problem.parameter(
                      name,
                      "unknown_value",
                      "Send one or more, separated by commas, of: "
                          + Arrays.stream(type.getEnumConstants())
                              .map(WireNames::of)
                              .collect(Collectors.joining(", "))));
    }

    static @Nullable Boolean flag(String name, @Nullable String text) {
      return switch (text) {
        case null -> null;
        case "true" -> true;
        case "false" -> false;
        default -> throw Problem.parameter(name, "not_valid", "Send true or false");
      };
    }

    private static @Nullable String words(@Nullable String text) {
      if (text != null && (!Text.hasWords(text) || !Text.isAtMost(MOST_WORDS, text))) {
        throw Problem.parameter(
            "q", "not_valid", "Send one or more words, " + MOST_WORDS + " characters at most");
      }
      return text;
    }
  }

  /** The same for the same filters: what a cursor belongs to. */
  String fingerprint() {
    return String.join(
        "|",
        List.of(
            new TreeSet<>(statuses).toString(),
            new TreeSet<>(impacts).toString(),
            new TreeSet<>(categories).toString(),
            String.valueOf(unit),
            String.valueOf(team),
            String.valueOf(assignee),
            String.valueOf(requester),
            String.valueOf(overdue),
            // Without this filter the text is as before it existed, so that old cursors stay valid.
            unattended == null ? String.valueOf(unrouted) : unrouted + "&" + unattended,
            String.valueOf(updatedSince),
            String.valueOf(words).toLowerCase(Locale.ROOT),
            sort.name()));
  }
}
