package care.andon.directory.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import care.andon.directory.imports.reading.ImportSheet;
import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The manual of imports: its example files are accepted, and it explains every column. */
@QuarkusTest
class ImportExamplesTest {
  private static final Path MANUAL = Path.of("src/docs/imports.md");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @Test
  void the_examples_are_imported_without_a_rejection() throws IOException {
    var lines = examples().values().stream().mapToInt(text -> text.lines().toList().size() - 1);

    Uploads.from("manual")
        .with(examples())
        .tried()
        .then()
        .statusCode(200)
        .body("rejected", nullValue())
        .body("summary.added.sum()", equalTo(lines.sum()));
  }

  /** The people of the examples are not imported, so others stand for them. */
  @Test
  void the_example_of_contacts_has_no_fault() throws IOException {
    var example =
        example(ImportSheet.CONTACTS)
            .replace("example.coordinator,", "omar.ortiz,")
            .replace("example.supervisor,", "grace.kim,");

    Api.as("conrad.vance")
        .calls()
        .contentType("text/csv")
        .body(example)
        .post("/api/v1/contacts/imports?source=manual")
        .then()
        .statusCode(200)
        .body("rejected", nullValue())
        .body("summary.added.sum()", equalTo((int) example.lines().count() - 1));
  }

  @Test
  void the_header_of_each_example_names_every_column() throws IOException {
    for (var sheet : ImportSheet.values()) {
      var header = example(sheet).lines().findFirst().orElseThrow();

      assertThat(header.split(",")).as(sheet.file()).containsExactlyElementsOf(titles(sheet));
    }
  }

  @Test
  void the_manual_lists_the_columns_of_each_file_and_explains_each() throws IOException {
    var manual = Files.readString(MANUAL);
    var explained = names(rows(manual.replaceFirst("(?s).*### Cells", ""), 1));

    for (var sheet : ImportSheet.values()) {
      assertThat(names(rowOf(sheet, manual)))
          .as(sheet.file())
          .containsExactlyInAnyOrderElementsOf(titles(sheet));
      assertThat(explained).containsAll(titles(sheet));
    }
  }

  private static Map<String, String> examples() throws IOException {
    var files = new LinkedHashMap<String, String>();
    for (var sheet : ImportSheet.DIRECTORY) {
      files.put(sheet.file(), example(sheet));
    }
    return files;
  }

  private static String example(ImportSheet sheet) throws IOException {
    return Files.readString(MANUAL.resolveSibling("imports").resolve(sheet.file() + ".csv"));
  }

  /** The columns in the row of the table of files that links to this example. */
  private static String rowOf(ImportSheet sheet, String manual) {
    var link = "(imports/" + sheet.file() + ".csv)";
    return manual
        .lines()
        .filter(line -> line.startsWith("| ") && line.contains(link))
        .map(line -> line.split("\\|")[2])
        .collect(Collectors.joining());
  }

  private static String rows(String manual, int cell) {
    return manual
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|")[cell])
        .collect(Collectors.joining());
  }

  private static List<String> names(String text) {
    return NAME.matcher(text).results().map(name -> name.group(1)).toList();
  }

  private static List<String> titles(ImportSheet sheet) {
    return Arrays.stream(sheet.row().getRecordComponents()).map(RecordComponent::getName).toList();
  }
}
