package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule of {@link ArchitectureRules} finds a violation planted for it. */
class ArchitectureRulesFireTest {
  private static final ArchitectureRules RULES = new ArchitectureRules("planted");
  private static final HistoryRules HISTORY = new HistoryRules("planted");
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
  private static final StandardJavaFileManager FILES = files();

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({
    "kernel, platform",
    "platform, history",
    "history, directory",
    "directory, history",
    "sla, directory",
    "sla, routing",
    "versioned, directory",
    "routing, request",
    "request, metrics",
    "request, heartbeat",
    "heartbeat, views",
    "whatif, metrics",
    "metrics, request",
    "metrics, demo"
  })
  void using_what_the_table_does_not_allow(String feature, String other) {
    fires(
        RULES.usesOnlyWhatTheTableAllows(feature),
        "package planted." + other + "; public class Used {}",
        "package planted." + feature + "; class Using { planted." + other + ".Used used; }");
  }

  @Test
  void a_launcher_that_knows_features() {
    fires(
        RULES.launcherUsesOnlyPlatform(),
        "package planted.demo; public class Demo {}",
        "package planted; class Launcher { planted.demo.Demo demo; }");
  }

  @Test
  void a_package_without_a_row_in_the_table() {
    fires(RULES.everyPackageIsInTheTable(), "package planted.util; class Strings {}");
  }

  @Test
  void two_classes_of_one_name() {
    fires(
        RULES.noNameOccursTwice(),
        "package planted.sla; class Draft {}",
        "package planted.routing; class Draft {}");
  }

  @Test
  void a_cycle() {
    fires(
        RULES.topLevelPackagesAreFreeOfCycles(),
        "package planted.sla; public class A { planted.routing.B b; }",
        "package planted.routing; public class B { planted.sla.A a; }");
  }

  @Test
  void a_cycle_between_a_package_and_its_sub_package() {
    fires(
        RULES.packagesAreFreeOfCycles(),
        "package planted.directory; public class A { planted.directory.roster.B b; }",
        "package planted.directory.roster; public class B { planted.directory.A a; }");
  }

  @Test
  void a_cycle_between_sub_packages() {
    fires(
        RULES.packagesAreFreeOfCycles(),
        "package planted.directory.roster; public class A { planted.directory.calendar.B b; }",
        "package planted.directory.calendar; public class B { planted.directory.roster.A a; }");
  }

  @Test
  void a_package_with_too_many_files() {
    var most = filesInOnePackage(ArchitectureRules.MOST_FILES);
    var tooMany = filesInOnePackage(ArchitectureRules.MOST_FILES + 1);

    assertThat(RULES.noPackageIsTooLarge().evaluate(compiled(most)).hasViolation()).isFalse();
    fires(RULES.noPackageIsTooLarge(), tooMany);
  }

  private static String[] filesInOnePackage(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "package planted.request; class File" + i + " { class Nested {} }")
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.fasterxml.jackson.databind.ObjectMapper",
        "jakarta.persistence.EntityManager",
        "jakarta.enterprise.inject.Instance<String>",
        "org.jboss.logging.Logger",
        "planted.platform.Paging"
      })
  void an_engine_that_is_not_pure(String type) {
    fires(
        RULES.enginesAndKernelArePure(),
        "package planted.platform; public class Paging {}",
        "package planted.routing.engine; class Router { " + type + " it; }");
    fires(
        RULES.enginesAndKernelArePure(),
        "package planted.platform; public class Paging {}",
        "package planted.kernel; class Word { " + type + " it; }");
    fires(
        RULES.enginesAndKernelArePure(),
        "package planted.platform; public class Paging {}",
        "package planted.directory.oncall; class DutyRoster { " + type + " it; }");
  }

  @Test
  void an_sla_engine_that_uses_the_kernel() {
    fires(
        RULES.slaEngineStandsAlone(),
        "package planted.kernel; public class Impact {}",
        "package planted.sla.engine; class Clock { planted.kernel.Impact impact; }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.time.Instant.now()",
        "java.time.LocalDate.now(java.time.ZoneOffset.UTC)",
        "java.time.ZonedDateTime.now()",
        "java.time.Year.now()",
        "System.currentTimeMillis()",
        "System.nanoTime()",
        "new java.util.Date()",
        "java.util.Calendar.getInstance()",
        "java.time.Clock.systemUTC()",
        "java.time.Clock.tickSeconds(java.time.ZoneOffset.UTC)",
        "java.time.InstantSource.system()",
        "(java.util.function.Supplier<java.time.Instant>) java.time.Instant::now",
        "(java.util.function.LongSupplier) System::nanoTime",
        "(java.util.function.Supplier<java.util.Date>) java.util.Date::new"
      })
  void reading_the_machine_clock(String expression) {
    fires(
        RULES.onlyTimeReadsTheMachineClock(),
        "package planted.sla; class Late { Object now() { return " + expression + "; } }");
  }

  @Test
  void the_one_place_that_may_read_the_machine_clock_may() {
    var time =
        compiled(
            "package planted.platform.time; class Time {"
                + " Object source() { return java.time.InstantSource.system(); } }");

    assertThat(RULES.onlyTimeReadsTheMachineClock().evaluate(time).hasViolation()).isFalse();
  }

  @Test
  void http_in_a_use_case() {
    fires(
        RULES.httpStaysInResourcesAndPlatform(),
        "package planted.request; class Requests {"
            + " void open() { throw new jakarta.ws.rs.NotFoundException(); } }");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jakarta.persistence.EntityManager", "planted.request.UnitRepository"})
  void a_resource_that_touches_persistence(String type) {
    fires(
        RULES.resourcesNeverTouchPersistence(),
        "package planted.request; class UnitRepository {}",
        "package planted.request; class UnitResource { " + type + " it; }");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UnitResource", "UnitRepository", "DeadlineTicker", "WebhookSender"})
  void an_edge_that_is_public(String name) {
    fires(RULES.edgesArePackagePrivate(), "package planted.request; public class " + name + " {}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UnitResource", "UnitRepository", "DeadlineTicker"})
  void a_transaction_at_the_edge(String name) {
    fires(
        RULES.transactionsBelongToUseCases(),
        "package planted.request; class "
            + name
            + " { @jakarta.transaction.Transactional void act() {} }");
    fires(
        RULES.transactionalClassesAreUseCases(),
        "package planted.request; @jakarta.transaction.Transactional class " + name + " {}");
  }

  @Test
  void a_transaction_in_an_entity() {
    fires(
        RULES.transactionsBelongToUseCases(),
        "package planted.request; @jakarta.persistence.Entity class Need {"
            + " @jakarta.transaction.Transactional void act() {} }");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Object injected;", "void set(Object injected) {}"})
  void injection_other_than_by_constructor(String member) {
    fires(
        RULES.injectionIsByConstructor(),
        "package planted.request; class Requests { @jakarta.inject.Inject " + member + " }");
  }

  @Test
  void configuration_in_a_field() {
    fires(
        RULES.configurationIsNotInjectedIntoFields(),
        "package planted.request; class Requests {"
            + " @org.eclipse.microprofile.config.inject.ConfigProperty(name = \"a\") String a; }");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "public", "protected"})
  void an_entity_with_open_fields(String visibility) {
    fires(
        RULES.entityFieldsArePrivate(),
        "package planted.request; @jakarta.persistence.Entity class Need { "
            + visibility
            + " String status; }");
  }

  @Test
  void a_part_of_an_entity_with_open_fields() {
    fires(
        RULES.entityFieldsArePrivate(),
        "package planted.request; @jakarta.persistence.Embeddable class Filed { String need; }");
  }

  @Test
  void panache_in_history() {
    fires(
        HISTORY.historyKnowsNoPanache(),
        "package planted.history; class Events implements"
            + " io.quarkus.hibernate.orm.panache.PanacheRepository<Object> {}");
  }

  @Test
  void an_event_that_can_be_changed() {
    fires(
        HISTORY.historyEntitiesAreImmutable(),
        "package planted.history; @jakarta.persistence.Entity class Event {}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"String words", "@Words @Code String words", "java.util.List<String> words"})
  void an_event_with_text_that_is_neither_words_nor_code(String component) {
    fires(
        HISTORY.textOfEventsIsWordsOrCode(),
        "package planted.history; @interface Words {}  class OfWords {}",
        "package planted.history; @interface Code {}  class OfCodes {}",
        "package planted.history; class RequestEvent { record Said(" + component + ") {} }");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".clock", ".escalation", ".assignment"})
  void a_domain_that_knows_a_view(String part) {
    fires(
        RULES.domainOfRequestsKnowsNoViews(),
        "package planted.request.query; public class NeedView { public record Place() {} }",
        "package planted.request" + part + "; class Need { planted.request.query.NeedView it; }");
    fires(
        RULES.domainOfRequestsKnowsNoViews(),
        "package planted.request.query; public class NeedView { public record Place() {} }",
        "package planted.request"
            + part
            + "; class Need { planted.request.query.NeedView.Place it; }");
  }

  @ParameterizedTest
  @ValueSource(strings = {"planted.request.query", "planted.whatif"})
  void a_clock_that_is_changed_from_outside(String where) {
    var clocks =
        "package planted.request.clock; public class Clocks {"
            + " public void stop() {} public String advance() { return \"\"; } }";
    fires(
        RULES.partsOfARequestAreChangedByRequestOnly(),
        clocks,
        "package "
            + where
            + "; class Look { void at(planted.request.clock.Clocks it) { it.stop(); } }");
    fires(
        RULES.partsOfARequestAreChangedByRequestOnly(),
        clocks,
        "package "
            + where
            + "; class Look { void at(planted.request.clock.Clocks it) { it.advance(); } }");
  }

  @ParameterizedTest
  @ValueSource(strings = {"planted.views", "planted.request.query"})
  void an_ownership_that_is_changed_from_outside(String where) {
    fires(
        RULES.partsOfARequestAreChangedByRequestOnly(),
        "package planted.request.state; public class Ownership {"
            + " public Ownership after(String event) { return this; } }",
        "package "
            + where
            + "; class Look { Object at(planted.request.state.Ownership it) {"
            + " return it.after(\"taken\"); } }");
  }

  @Test
  void escalations_that_are_changed_from_outside() {
    fires(
        RULES.partsOfARequestAreChangedByRequestOnly(),
        "package planted.request.escalation; public class Escalations {"
            + " public int apply(String event) { return 1; } }",
        "package planted.views; class Look { int at(planted.request.escalation.Escalations it) {"
            + " return it.apply(\"taken\"); } }");
  }

  private void fires(ArchRule rule, String... sources) {
    assertThat(rule.evaluate(compiled(sources)).hasViolation()).as(rule.getDescription()).isTrue();
  }

  /** Compiles planted sources apart, so that they are never part of the service or of its tests. */
  private JavaClasses compiled(String... sources) {
    try {
      Path out = Files.createTempDirectory(temp, "classes");
      FILES.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(out));
      var units = Stream.of(sources).map(Source::new).toList();
      var options = List.of("-proc:none", "-nowarn");
      assertThat(JAVAC.getTask(null, FILES, null, options, null, units).call()).isTrue();
      return new ClassFileImporter().importPath(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String text) {
      super(URI.create("string:///" + nameIn(text) + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }

    private static String nameIn(String text) {
      return text.replaceFirst("(?s).*?\\bclass (\\w+).*", "$1");
    }
  }

  /** Opened once, because reading every jar for each rule would take most of the time. */
  private static StandardJavaFileManager files() {
    var files = JAVAC.getStandardFileManager(null, null, null);
    var classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
    try {
      files.setLocationFromPaths(
          StandardLocation.CLASS_PATH,
          Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList());
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
