package care.andon;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every setting {@code andon.*} has the default that is documented, and is documented. */
class SettingsTest {
  private static final Path SOURCES = Path.of("src/main/java/care/andon");
  private static final Path DEMO = SOURCES.resolve("demo");
  private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
  private static final Path MANUAL = Path.of("src/docs/operations.md");

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          entry("andon.channels.email", "false"),
          entry("andon.channels.gateways", "none"),
          entry("andon.database.every", "500ms"),
          entry("andon.directory.refresh", "5s"),
          entry("andon.events.heartbeat", "15s"),
          entry("andon.events.look-every", "250ms"),
          entry("andon.events.measure-every", "30s"),
          entry("andon.events.open", "500"),
          entry("andon.events.open-per-person", "5"),
          entry("andon.http.calls-per-caller", "64"),
          entry("andon.outbound.allow", "none"),
          entry("andon.webhooks.count-every", "60s"),
          entry("andon.webhooks.every", "500ms"),
          entry("andon.webhooks.keep", "30d"),
          entry("andon.http.largest-body", "64K"),
          entry("andon.http.public-address", "/"),
          entry("andon.http.receive-timeout", "30s"),
          entry("andon.figures.close", "0 */5 * * * ?"),
          entry("andon.identity.open-paths", "/q/health"),
          entry("andon.identity.unit-claim", "unit"),
          entry("andon.identity.username-claim", "preferred_username"),
          entry("andon.imports.largest-body", "32M"),
          entry("andon.imports.most-rows", "250000"),
          entry("andon.imports.patience", "10s"),
          entry("andon.issuer.every", "5s"),
          entry("andon.imports.receive-timeout", "5m"),
          entry("andon.keys", "/etc/andon/keys"),
          entry("andon.policies.refresh", "5s"),
          entry("andon.retention.apply", "false"),
          entry("andon.retention.askers", "P12M"),
          entry("andon.retention.at", "0 30 2 * * ?"),
          entry("andon.retention.words", "P7Y"),
          entry("andon.telling.every", "1s"),
          entry("andon.telling.keep", "400d"),
          entry("andon.telling.last-resort", "none"),
          entry("andon.telling.operators", "none"),
          entry("andon.ticker.every", "1s"),
          entry("andon.time.every", "5s"),
          entry("andon.unrouted.every", "60s"));

  private static final Pattern PROPERTY =
      Pattern.compile(
          "@ConfigProperty\\(\\s*name = \"(andon[^\"]*)\"(?:,\\s*defaultValue = \"([^\"]*)\")?");
  private static final Pattern MAPPING =
      Pattern.compile("@ConfigMapping\\(prefix = \"(andon[^\"]*)\"\\)");
  private static final Pattern COMPONENT =
      Pattern.compile("@WithDefault\\(\"([^\"]*)\"\\)\\s+[\\w<>]+ (\\w+)\\(\\);");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(andon[^}]*)}");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(ANDON_\\w+)` \\[`(andon[^`]*)`] \\| `([^`]*)` \\|");

  @Test
  void every_setting_has_its_default() {
    assertThat(settings())
        .as("A setting and its default; add new ones here and to %s", MANUAL)
        .containsExactlyInAnyOrderEntriesOf(DEFAULTS);
  }

  @Test
  void every_setting_is_in_the_manual_with_its_default_and_its_variable() {
    var documented = new TreeMap<String, String>();
    ROW.matcher(text(MANUAL))
        .results()
        .forEach(
            row -> {
              documented.put(row.group(2), row.group(3));
              assertThat(row.group(1)).isEqualTo(variable(row.group(2)));
            });

    assertThat(documented)
        .as("The tables of %s: | `VARIABLE` [`property`] | `default` | what |", MANUAL)
        .containsExactlyInAnyOrderEntriesOf(DEFAULTS);
  }

  @Test
  void every_interval_in_the_code_is_a_setting() {
    var intervals =
        sources()
            .flatMap(source -> PLACEHOLDER.matcher(source).results())
            .map(found -> found.group(1))
            .toList();

    assertThat(intervals).isNotEmpty().isSubsetOf(DEFAULTS.keySet());
  }

  private static String variable(String property) {
    return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }

  /** Settings of the code and of application.properties, with their defaults. */
  private static Map<String, String> settings() {
    var found = new TreeMap<String, String>();
    sources()
        .forEach(
            source -> {
              PROPERTY
                  .matcher(source)
                  .results()
                  .forEach(match -> put(found, match.group(1), String.valueOf(match.group(2))));
              var mapping = MAPPING.matcher(source);
              if (mapping.find()) {
                COMPONENT
                    .matcher(source)
                    .results()
                    .forEach(
                        match ->
                            put(
                                found,
                                mapping.group(1) + "." + kebabCase(match.group(2)),
                                match.group(1)));
              }
            });
    properties().forEach((name, value) -> put(found, name, value));
    return found;
  }

  private static void put(Map<String, String> found, String name, String value) {
    var other = found.put(name, value);
    assertThat(other == null || other.equals(value))
        .as("%s has one default, not %s and %s", name, other, value)
        .isTrue();
  }

  private static String kebabCase(String name) {
    return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  /** Values that hold in every profile; names that begin with {@code %} are left out. */
  private static Map<String, String> properties() {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(PROPERTIES)) {
      properties.load(reader);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    Set<String> names = properties.stringPropertyNames();
    return names.stream()
        .filter(name -> name.startsWith("andon."))
        .collect(Collectors.toMap(name -> name, properties::getProperty));
  }

  /** The demo is not part of the packaged service, and neither are its settings. */
  private static Stream<String> sources() {
    try (var files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java") && !file.startsWith(DEMO))
          .map(SettingsTest::text)
          .toList()
          .stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
