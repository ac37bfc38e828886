package care.andon.api;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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

  /** Strangers have no token. Every series of every meter counts, not only those of requests. */
  @Test
  void whatever_strangers_send_adds_only_a_few_series() throws IOException {
    storm(0);
    var before = series();
    storm(1);
    storm(2);

    assertThat(series()).isEqualTo(before);
    assertThat(before).noneMatch(series -> series.toLowerCase(Locale.ROOT).contains("quennell"));
  }

  private void storm(int number) throws IOException {
    for (var target :
        List.of(
            "/quennell%d",
            "/api/v1/quennell%d",
            "/api/v1/requests/quennell%d",
            "/api/v1/teams/quennell%d/roster",
            "/q/quennell%d",
            "/q/health/quennell%d",
            "/q/metrics/quennell%d",
            "quennell%d",
            "*quennell%d",
            "quennell%d:443",
            "http://quennell%d.example/api",
            "/%%zzquennell%d",
            "/api/v1/requests?q=quennell%d")) {
      for (var method :
          List.of("GET", "OPTIONS", "POST", "QUENNELL" + number, "quennell" + number)) {
        for (var token : List.of("", "Authorization: Bearer quennell\r\n", authorization())) {
          RawHttp.send(
              "%s %s HTTP/1.1\r\nHost: localhost\r\nX-Quennell%d: x\r\nConnection: close\r\n%s\r\n"
                  .formatted(method, target.formatted(number), number, token));
        }
      }
    }
    RawHttp.send("QUENNELL" + number + " / HTTP/3.0\r\n\r\n");
    RawHttp.send("GET /quennell%d HTTP/1.1\r\nContent-Length: x\r\n\r\n".formatted(number));
  }

  private String authorization() {
    return "Authorization: Bearer " + edith.token() + "\r\n";
  }

  /** The names and labels of all series, without those of the machine and of the JVM. */
  private Set<String> series() {
    return text()
        .lines()
        .filter(line -> !line.matches("(#|jvm_|executor_|worker_|system_|process_).*"))
        .map(line -> line.replaceFirst(" \\S+$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void the_durations_of_requests_are_a_histogram_and_the_pool_is_measured() {
    edith.calls().get(Api.REQUESTS);

    assertThat(text())
        .contains(
            "http_server_requests_seconds_bucket{method=\"GET\",outcome=\"SUCCESS\",status=\"200\",uri=\"/api/v1/requests\",le=\"0.25\",}")
        .containsPattern("(?m)^agroal_active_connections\\{datasource=\"default\",} ")
        .containsPattern("(?m)^agroal_awaiting_connections\\{datasource=\"default\",} ");
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
