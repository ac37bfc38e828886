package care.andon.metrics.form;

import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The groups that an answer shows, in order. */
public final class GroupNames {
  private static final List<String> BANDS = List.of("day", "night", "weekend");
  private static final List<String> IMPACTS =
      Arrays.stream(Impact.values()).map(WireNames::of).toList();

  private GroupNames() {}

  /**
   * Returns the groups that an answer shows: all impacts or bands; of weeks and places those with
   * data, sorted; without grouping one, null. Null is also the group of what has no team; it is
   * last.
   *
   * @param found those with data; each may occur many times
   */
  public static Collection<@Nullable String> of(
      Stream<@Nullable String> found, @Nullable FigureGroup by) {
    return switch (by) {
      case null -> all(List.of(), true);
      case BAND -> all(BANDS, false);
      case IMPACT -> all(IMPACTS, false);
      case WEEK, FACILITY, UNIT, TEAM, CATEGORY -> sorted(found);
    };
  }

  private static Collection<@Nullable String> sorted(Stream<@Nullable String> found) {
    var names = new TreeSet<@Nullable String>(Comparator.nullsLast(Comparator.naturalOrder()));
    found.forEach(names::add);
    return names;
  }

  private static Collection<@Nullable String> all(List<String> names, boolean none) {
    var groups = new ArrayList<@Nullable String>(names);
    if (none) {
      groups.add(null);
    }
    return groups;
  }
}
