package care.andon;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wrapper on made-up machines: which JDK it takes, what it says when there is none. */
class MvnwTest {
  private static final List<String> TOOLS =
      List.of("sh", "cat", "sed", "tr", "dirname", "id", "uname", "expr", "ls");

  @TempDir Path temp;
  private Path machine;
  private Path home;
  private Path project;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void a_machine_with_maven_and_no_jdk() throws Exception {
    machine = Files.createDirectories(temp.resolve("machine"));
    home = Files.createDirectories(machine.resolve("home/a nurse"));
    project = projectWith(Path.of(".mvn/wrapper/maven-wrapper.properties"));
    Path tools = Files.createDirectories(temp.resolve("tools"));
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), whereIs(tool));
    }
    environment.put("HOME", home.toString());
    environment.put("PATH", tools.toString());
    environment.put("MVNW_ROOT", machine.toString());
    installMaven("echo \"JAVA_HOME=$JAVA_HOME\"; pwd; for a in \"$@\"; do echo \"<$a>\"; done");
  }

  @Test
  void java_home_is_used_when_it_is_new_enough() throws Exception {
    environment.put("JAVA_HOME", jdk("somewhere/jdk", "26.0.1").toString());
    jdk("usr/lib/jvm/jdk-25", "25.0.1");

    assertThat(mvnw().output()).contains("JAVA_HOME=" + machine.resolve("somewhere/jdk"));
  }

  @Test
  void java_home_is_passed_over_when_it_is_too_old() throws Exception {
    environment.put("JAVA_HOME", jdk("somewhere/jdk", "17.0.2").toString());
    jdk("usr/lib/jvm/jdk-25", "25.0.1");

    assertThat(mvnw().output()).contains("JAVA_HOME=" + machine.resolve("usr/lib/jvm/jdk-25"));
  }

  @Test
  void the_java_on_path_comes_before_the_usual_places() throws Exception {
    Path onPath = jdk("unusual/jdk-25", "25");
    environment.merge("PATH", onPath.resolve("bin").toString(), (tools, bin) -> tools + ":" + bin);
    jdk("usr/lib/jvm/jdk-25", "25.0.1");

    assertThat(mvnw().output()).contains("JAVA_HOME=" + onPath);
  }

  @Test
  void jdk_25_is_preferred_to_a_newer_one() throws Exception {
    jdk("opt/jdk-26", "26");
    jdk("opt/jdk-25", "25.0.1");
    jdk("opt/jdk-24", "24");

    assertThat(mvnw().output()).contains("JAVA_HOME=" + machine.resolve("opt/jdk-25"));
  }

  @Test
  void the_next_newer_one_is_taken_when_there_is_no_jdk_25() throws Exception {
    jdk("opt/jdk-21", "21.0.1");
    jdk("opt/jdk-27", "27");
    jdk("opt/jdk-26", "26-ea");

    assertThat(mvnw().output()).contains("JAVA_HOME=" + machine.resolve("opt/jdk-26"));
  }

  @Test
  void every_usual_place_is_looked_at() throws Exception {
    for (String place :
        List.of(
            "usr/lib/jvm/temurin-25-jdk-amd64",
            "usr/java/jdk-25",
            "opt/jdk-25.0.1",
            "opt/java/openjdk",
            "home/a nurse/.sdkman/candidates/java/25.0.1-tem",
            "home/a nurse/.jdks/openjdk-25",
            "home/a nurse/.asdf/installs/java/openjdk-25",
            "home/a nurse/.local/share/mise/installs/java/25",
            "home/a nurse/Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
            "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
            "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home",
            "usr/local/opt/openjdk/libexec/openjdk.jdk/Contents/Home")) {
      Path jdk = jdk(place, "25.0.1");
      assertThat(mvnw().output()).contains("JAVA_HOME=" + jdk);
      Files.delete(jdk.resolve("bin/javac"));
    }
  }

  @Test
  void a_jdk_without_a_release_file_is_asked() throws Exception {
    Path jdk = jdk("usr/lib/jvm/odd", "25.0.1");
    Files.delete(jdk.resolve("release"));

    assertThat(mvnw().output()).contains("JAVA_HOME=" + jdk);
  }

  @Test
  void without_a_jdk_it_says_what_to_install() throws Exception {
    Files.delete(jdk("usr/lib/jvm/only-a-jre-25", "25.0.1").resolve("bin/javac"));
    jdk("usr/lib/jvm/jdk-21", "21.0.5");

    var run = mvnw();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output())
        .startsWith("mvnw: no JDK 25 or newer found")
        .contains("Install a JDK 25 from", "set JAVA_HOME");
  }

  @Test
  void arguments_arrive_as_they_were_given_and_any_folder_of_the_project_will_do()
      throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.1");
    Path folder = Files.createDirectories(project.resolve("src/main"));

    var run = run(folder, List.of("../../mvnw", "verify", "-Dwords=a  b", "", "*"));

    assertThat(run.output().lines().skip(1))
        .containsExactly(
            project.toRealPath().toString(), "<verify>", "<-Dwords=a  b>", "<>", "<*>");
  }

  @Test
  void exit_code_is_mavens() throws Exception {
    jdk("usr/lib/jvm/jdk-25", "25.0.1");
    installMaven("exit 7");

    assertThat(mvnw().exitCode()).isEqualTo(7);
  }

  @Test
  void maven_is_fetched_checked_and_kept() throws Exception {
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    Path archive = archiveOfMaven("echo fetched");
    project = projectWith(settings(archive, sha512(archive)));

    // Two at once: neither may see the other's half.
    var first = start(project, List.of("./mvnw"));
    var second = start(project, List.of("./mvnw"));

    assertThat(result(first).output()).endsWith("fetched\n");
    assertThat(result(second).output()).endsWith("fetched\n");
    Files.delete(archive);
    assertThat(mvnw()).isEqualTo(new Run(0, "fetched\n"));
    assertThat(everythingIn(home.resolve(".m2/wrapper/dists/apache-maven-0"))).hasSize(1);
  }

  @Test
  void a_maven_that_is_not_the_pinned_one_is_refused() throws Exception {
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    Path archive = archiveOfMaven("echo fetched");
    project = projectWith(settings(archive, "00".repeat(64)));

    var run = mvnw();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("is not what was pinned").doesNotContain("fetched\n");
    assertThat(everythingIn(home.resolve(".m2/wrapper/dists/apache-maven-0"))).isEmpty();
  }

  // --- Made-up machines
  // ---------------------------------------------------------------------------

  private Path jdk(String place, String version) throws IOException {
    Path jdk = machine.resolve(place);
    script(
        jdk.resolve("bin/java"),
        """
        case "$*" in
          *XshowSettings*) echo '    java.home = %s' ;;
          *) echo 'openjdk version "%s" 2025-09-16' ;;
        esac
        """
            .formatted(jdk, version));
    script(jdk.resolve("bin/javac"), "");
    Files.writeString(
        jdk.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return jdk;
  }

  private void installMaven(String body) throws IOException {
    var settings = new java.util.Properties();
    try (var in =
        Files.newBufferedReader(project.resolve(".mvn/wrapper/maven-wrapper.properties"))) {
      settings.load(in);
    }
    String archive = settings.getProperty("distributionUrl").replaceAll(".*/|-bin[.]zip$", "");
    String checked = settings.getProperty("distributionSha512Sum").substring(0, 16);
    script(home.resolve(".m2/wrapper/dists/" + archive + "/" + checked + "/bin/mvn"), body);
  }

  private Path projectWith(Path settings) throws IOException {
    Path folder = temp.resolve("project");
    Path wrapper = Files.createDirectories(folder.resolve(".mvn/wrapper"));
    for (String file : List.of("mvnw", ".mvn/wrapper/FetchMaven.java")) {
      Files.deleteIfExists(folder.resolve(file));
      Files.copy(Path.of(file), folder.resolve(file));
    }
    Path target = wrapper.resolve("maven-wrapper.properties");
    Files.deleteIfExists(target);
    Files.copy(settings, target);
    Files.writeString(folder.resolve("pom.xml"), "");
    return folder;
  }

  private Path settings(Path archive, String sha512) throws IOException {
    return Files.writeString(
        temp.resolve("settings"),
        "distributionUrl=%s\ndistributionSha512Sum=%s\n".formatted(archive.toUri(), sha512));
  }

  private Path archiveOfMaven(String body) throws IOException {
    Path archive = temp.resolve("apache-maven-0-bin.zip");
    try (var zip = new ZipOutputStream(Files.newOutputStream(archive))) {
      zip.putNextEntry(new ZipEntry("apache-maven-0/"));
      zip.putNextEntry(new ZipEntry("apache-maven-0/bin/"));
      zip.putNextEntry(new ZipEntry("apache-maven-0/bin/mvn"));
      zip.write(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return archive;
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, fromString("rwxr-xr-x"));
  }

  private static Path whereIs(String tool) {
    return List.of("/bin/", "/usr/bin/").stream()
        .map(folder -> Path.of(folder + tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  private static String sha512(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)));
  }

  private static List<Path> everythingIn(Path folder) {
    try (var children = Files.list(folder)) {
      return children.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // --- Running
  // ------------------------------------------------------------------------------------

  private record Run(int exitCode, String output) {}

  private Run mvnw() throws Exception {
    return run(project, List.of("./mvnw"));
  }

  private Run run(Path folder, List<String> command) throws Exception {
    return result(start(folder, command));
  }

  private Process start(Path folder, List<String> command) throws IOException {
    var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    var process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private static Run result(Process process) throws Exception {
    var output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), output);
  }
}
