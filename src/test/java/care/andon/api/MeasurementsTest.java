package care.andon.api;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Checks that {@code /q/metrics} follows the rules of promtool, and that labels are bounded. */
@QuarkusTest
class MeasurementsTest {
  private static final Pattern URI = Pattern.compile("uri=\"([^\"]*)\"");

  private final Api edith = Api.as("edith.lowe");

  @Test
  void an_unknown_address_is_no_label() {
    for (var path : List.of("/quennell", "/api/v1/quennell", "/api/v1/requests/quennell/x")) {
      RestAssured.get(path);
      edith.calls().get(path);
    }
    edith.calls().get(Api.REQUESTS + "/SR-1");
    RestAssured.get(Api.REQUESTS + "/SR-1");
    RestAssured.get(Api.REQUESTS);

    var text = text();
    var uris = URI.matcher(text).results().map(it -> it.group(1)).collect(Collectors.toSet());

    assertThat(text).doesNotContain("quennell").doesNotContain("SR-1");
    assertThat(uris).contains(Api.REQUESTS, Api.REQUESTS + "/{id}", "UNKNOWN");
  }

  @Test
  void every_metric_has_a_description_and_a_name_that_prometheus_accepts() {
    edith.calls().get(Api.REQUESTS);
    var lines = text().lines().toList();

    for (var type : lines.stream().filter(line -> line.startsWith("# TYPE ")).toList()) {
      var name = type.split(" ")[2];
      assertThat(lines).as(name).anyMatch(line -> line.matches("# HELP " + name + " \\S.*"));
      if (Set.of("gauge", "counter").contains(type.split(" ")[3])) {
        assertThat(name)
            .doesNotEndWith("_sum")
            .doesNotContainPattern("_(ns|ms|sec|min|kb|mb)(_|$)");
      }
      if (type.endsWith("gauge")) {
        assertThat(name).doesNotEndWith("_count");
      }
    }
  }

  private String text() {
    var answer = edith.calls().accept("text/plain;version=0.0.4").get("/q/metrics");
    answer.then().statusCode(200);
    return answer.asString();
  }
}
