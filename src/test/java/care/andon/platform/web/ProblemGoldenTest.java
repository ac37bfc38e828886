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
 * What leaves the building: the page of every kind of problem. Programs decide by the code and the
 * status, which stay for as long as the service lives. {@code -Dgolden.write=true} writes them.
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
  void its_page_is_as_it_always_was(ProblemType type) throws IOException {
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
