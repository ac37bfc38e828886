package care.andon.heartbeat;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alert rules, the dashboard and the manual name metrics that the service has. */
@QuarkusTest
class MonitoringTest {
  private static final Pattern METRIC = Pattern.compile("\\b(?:andon|http|agroal|jvm)_\\w+");

  @Inject DeadlineTicker deadlines;
  @Inject UnroutedTicker unrouted;

  @ParameterizedTest
  @ValueSource(strings = {"k8s/monitoring/alerts.yaml", "k8s/monitoring/dashboard.json"})
  void every_metric_exists(String file) throws IOException {
    assertExist(Files.readString(Path.of(file)));
  }

  @Test
  void every_metric_of_the_manual_exists() throws IOException {
    var manual = Files.readString(Path.of("src/docs/operations.md"));

    assertExist(manual.replaceFirst("(?s).*?\n## Metrics\n(.*?)\n## .*", "$1"));
  }

  private void assertExist(String text) {
    assertThat(names(text)).hasSizeGreaterThan(5).isSubsetOf(served());
  }

  private Set<String> served() {
    Api.as("nina.patel").files(aNeed());
    deadlines.beat();
    unrouted.look();
    return names(
        Api.as("grace.kim").calls().get("/q/metrics").then().statusCode(200).extract().asString());
  }

  private static Set<String> names(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(name -> name.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
