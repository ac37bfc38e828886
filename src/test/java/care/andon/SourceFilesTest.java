package care.andon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The source files, production code and tests, can be read in one go. */
class SourceFilesTest {
  private static final int MOST_LINES = 450;

  @Test
  void no_file_is_too_long() throws IOException {
    try (var files = Files.walk(Path.of("src"))) {
      assertThat(files.filter(it -> it.toString().endsWith(".java")))
          .isNotEmpty()
          .allSatisfy(
              it -> assertThat(lines(it)).as("lines of %s", it).isLessThanOrEqualTo(MOST_LINES));
    }
  }

  private static int lines(Path file) {
    try {
      return Files.readAllLines(file, UTF_8).size();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
