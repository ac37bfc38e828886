package care.andon;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alert rules, the dashboard and the manual name metrics that the service has. */
@QuarkusTest
class MonitoringTest {
  private static final Pattern METRIC = Pattern.compile("\\b(?:andon|http|agroal|jvm)_\\w+");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k8s/monitoring/alerts.yaml",
        "k8s/monitoring/dashboard.json",
        "src/docs/operations.md"
      })
  void every_metric_exists(String file) throws IOException {
    var named = names(Files.readString(Path.of(file)));

    assertThat(named).hasSizeGreaterThan(5).isSubsetOf(served());
  }

  private static Set<String> served() {
    Api.as("nina.patel").files(aNeed());
    Api.as("nina.patel")
        .calls()
        .header("Authorization", "Bearer no.such.token")
        .get("/api/v1/units");
    var text =
        Api.as("grace.kim").calls().get("/q/metrics").then().statusCode(200).extract().asString();
    return names(text);
  }

  private static Set<String> names(String text) {
    return METRIC
        .matcher(text)
        .results()
        .map(name -> name.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
