package care.andon.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.platform.problem.ProblemType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Golden files of the page of every type of problem. Programs rely on the code and the status,
 * which never change. {@code -Dgolden.write=true} writes the files.
 */
class ProblemGoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/problem-types");

  @Test
  void every_kind_of_problem_has_a_golden_file_and_every_file_a_kind() throws IOException {
    try (var files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(ProblemType.values()).map(ProblemType::code).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void the_page_of_a_problem_has_not_changed(ProblemType type) throws IOException {
    var page =
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(ProblemsResource.Explanation.of(type))
            + "\n";
    var file = GOLDEN.resolve(type.code() + ".json");
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, page);
    }
    assertThat(page).isEqualTo(Files.readString(file));
  }
}
