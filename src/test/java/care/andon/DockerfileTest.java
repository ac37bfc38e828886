package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.benchmark.ServiceJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The image has a build stage and a run stage, a numeric user and no shell. */
class DockerfileTest {
  private final List<String> instructions = instructions();

  @Test
  void it_is_built_on_a_jdk_and_run_on_a_jre_of_java_25() {
    var stages = all("FROM");

    assertThat(stages).hasSize(2);
    assertThat(stages.getFirst()).contains(":25-jdk").endsWith(" AS build");
    assertThat(stages.getLast()).contains(":25-jre");
  }

  /** The cache of the training run fits only the runtime that made it. */
  @Test
  void it_is_trained_on_the_runtime_it_is_run_on() {
    assertThat(all("COPY"))
        .contains("--from=" + all("FROM").getLast() + " /opt/java/openjdk /opt/jre");
    assertThat(all("RUN").getLast()).contains(" -Dservice.java=/opt/jre/bin/java");
    assertThat(all("ENTRYPOINT").getFirst()).contains("\"-XX:AOTCache=app.aot\"");
  }

  /** Trials and benchmarks measure the service as hospitals run it. */
  @Test
  void the_image_and_the_systemd_unit_have_the_flags_of_the_trials() throws IOException {
    var flags = ServiceJvm.FLAGS.stream().filter(it -> !it.startsWith("-Xmx")).toList();

    assertThat(flags).isNotEmpty();
    assertThat(all("ENTRYPOINT").getFirst())
        .contains(flags.stream().map(it -> "\"" + it + "\"").toList());
    assertThat(Files.readString(Path.of("src/docs/server/andon.service")).split("\\s+"))
        .containsAll(flags);
  }

  @Test
  void it_is_built_by_the_wrapper() {
    assertThat(all("RUN")).allMatch(command -> command.startsWith("./mvnw "));
  }

  @Test
  void it_runs_as_a_number_that_is_not_root() {
    assertThat(all("USER")).containsExactly("10001:10001");
    assertThat(instructions.indexOf("USER 10001:10001"))
        .isGreaterThan(instructions.lastIndexOf("FROM " + all("FROM").getLast()));
  }

  @Test
  void it_needs_no_shell() {
    assertThat(all("ENTRYPOINT"))
        .singleElement()
        .asString()
        .startsWith("[\"java\", ")
        .endsWith("\"-jar\", \"quarkus-run.jar\"]");
    assertThat(all("CMD")).isEmpty();
  }

  @Test
  void the_running_stage_takes_only_what_was_packaged() {
    var running = instructions.subList(lastStage(), instructions.size());

    assertThat(running)
        .filteredOn(instruction -> instruction.startsWith("COPY "))
        .allMatch(copy -> copy.startsWith("COPY --from=build ") && copy.contains("/src/target/"));
    assertThat(running).noneMatch(instruction -> instruction.startsWith("RUN "));
  }

  /**
   * podman and buildah do not know BuildKit's extensions, and "# syntax" fetches a builder first.
   */
  @Test
  void every_builder_understands_it() throws IOException {
    assertThat(Files.readString(Path.of("Dockerfile"))).doesNotContain("# syntax");
    assertThat(instructions)
        .noneMatch(line -> line.matches("(COPY|ADD|RUN) .*--(chmod|mount|link).*"));
  }

  @Test
  void no_secret_and_no_profile_is_baked_in() {
    assertThat(instructions)
        .noneMatch(instruction -> instruction.matches("(?i).*(password|secret|token|QUARKUS_).*"));
  }

  private int lastStage() {
    return instructions.lastIndexOf("FROM " + all("FROM").getLast());
  }

  private List<String> all(String instruction) {
    return instructions.stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1).strip())
        .toList();
  }

  private static List<String> instructions() {
    try {
      return Files.readString(Path.of("Dockerfile"))
          .replaceAll("(?m)^#.*\n", "")
          .replaceAll("\\\\\n\\s*", "")
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
