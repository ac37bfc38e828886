package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picture and the tables of {@code src/docs/architecture.md} show the code as it is. */
class ArchitecturePictureTest {
  private static final Path PAGE = Path.of("src/docs/architecture.md");
  private static final Path ROOT = Path.of("src/main/java/care/andon");
  private static final Map<String, List<String>> TABLE = ArchitectureRules.TABLE;

  /** It may use everything; its arrows would hide all others. */
  private static final String NOT_IN_THE_PICTURE = "demo";

  private static final Pattern ARROW = Pattern.compile("(?m)^ +(\\w+) --> (\\w+)$");
  private static final Pattern NAME = Pattern.compile("`([\\w.]+)`");

  private final String page = text(PAGE);

  @Test
  void the_picture_has_the_arrows_of_the_table() {
    var drawn =
        ARROW
            .matcher(page)
            .results()
            .map(arrow -> "  " + arrow.group(1) + " --> " + arrow.group(2))
            .toList();

    assertThat(drawn)
        .as(
            "%s: the arrows of the picture must be those of ArchitectureRules.TABLE, without the"
                + " indirect ones and without %s. Write:%n%s",
            PAGE, NOT_IN_THE_PICTURE, String.join(System.lineSeparator(), arrowsOfTheTable()))
        .containsExactlyInAnyOrderElementsOf(arrowsOfTheTable());
  }

  private static List<String> arrowsOfTheTable() {
    return TABLE.keySet().stream()
        .filter(from -> !from.equals(NOT_IN_THE_PICTURE))
        .flatMap(
            from ->
                TABLE.get(from).stream()
                    .filter(to -> !isIndirect(from, to))
                    .map(to -> "  " + from + " --> " + to))
        .toList();
  }

  /** Whether a longer way leads from one to the other. */
  private static boolean isIndirect(String from, String to) {
    return TABLE.get(from).stream()
        .filter(between -> !between.equals(to))
        .anyMatch(between -> reachableFrom(between, new HashSet<>()).contains(to));
  }

  private static Set<String> reachableFrom(String from, Set<String> found) {
    for (var next : TABLE.get(from)) {
      if (found.add(next)) {
        reachableFrom(next, found);
      }
    }
    return found;
  }

  @Test
  void the_page_says_who_may_use_whom_like_the_table_and_in_its_order() {
    var written = new LinkedHashMap<String, List<String>>();
    rows("| package | may use |")
        .forEach(
            row ->
                written.put(
                    names(row[1]).getFirst(),
                    row[2].strip().equals("everything") ? List.of("*") : names(row[2])));

    assertThat(written.toString())
        .as("%s: 'who may use whom' must be ArchitectureRules.TABLE, in the same order", PAGE)
        .isEqualTo(TABLE.toString());
  }

  @Test
  void the_page_lists_every_package_and_no_other() {
    var listed = rows("| package | what it does | start with |").map(ArchitecturePictureTest::name);

    assertThat(listed.toList())
        .as(
            "%s: every package needs one row in 'The packages' (name, one sentence, the classes to"
                + " read first), and a package that is gone has none",
            PAGE)
        .containsExactlyInAnyOrderElementsOf(packages());
  }

  @Test
  void packages_are_listed_in_the_order_of_the_table() {
    var features =
        rows("| package | what it does | start with |")
            .map(row -> name(row).split("\\.")[0])
            .distinct()
            .toList();

    assertThat(features)
        .as("%s: the order of 'The packages'", PAGE)
        .containsExactlyElementsOf(TABLE.keySet());
  }

  @Test
  void every_class_to_start_with_is_there() {
    rows("| package | what it does | start with |")
        .forEach(
            row -> {
              assertThat(names(row[3])).as("%s: classes to read first", name(row)).isNotEmpty();
              names(row[3])
                  .forEach(
                      type ->
                          assertThat(folder(name(row)).resolve(type + ".java"))
                              .as("%s names a class to start with in %s", PAGE, name(row))
                              .exists());
            });
  }

  @Test
  void every_package_says_what_it_is_for() {
    packages()
        .forEach(
            name ->
                assertThat(folder(name).resolve("package-info.java"))
                    .as("A package needs a package-info.java: one sentence, then a tour")
                    .exists());
  }

  /** The rows of the Markdown table with that header, split into cells; the first cell is empty. */
  private Stream<String[]> rows(String header) {
    assertThat(page).as("%s has a table with this header", PAGE).contains(header);
    return page.substring(page.indexOf(header))
        .lines()
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|", -1));
  }

  private static String name(String[] row) {
    return names(row[1]).getFirst();
  }

  private static List<String> names(String cell) {
    return NAME.matcher(cell).results().map(name -> name.group(1)).toList();
  }

  private static Path folder(String name) {
    return ROOT.resolve(name.replace('.', '/'));
  }

  /** Every package below the root that has a class. */
  private static Set<String> packages() {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> ROOT.relativize(file.getParent()).toString().replace('/', '.'))
          .filter(name -> !name.isEmpty())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
