package care.andon.feed;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.LongHistory;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What a page of the feed costs with a long history, over HTTP. Not a test of a goal: it prints
 * times. A request has about 3.7 events.
 *
 * <pre>./mvnw test -Dtest=FeedBenchmark -Dfeed.requests=27000,270000</pre>
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "feed.requests", matches = "[0-9,]+")
class FeedBenchmark {
  private static final int WARM_UP = 100;
  private static final int PAGES = 400;

  @Inject TimeMachine time;
  @Inject DataSource database;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void pages_of_short_and_long_histories() throws Exception {
    for (var requests : System.getProperty("feed.requests").split(",")) {
      LongHistory.fill(database, requests, time.instant());
      var auditor = Api.as("edith.lowe");
      var cursor = "start";
      var nanos = new long[PAGES];
      for (int page = 0; page < PAGES; page++) {
        var begin = System.nanoTime();
        var answer = page(auditor, cursor);
        nanos[page] = System.nanoTime() - begin;
        assertThat(answer.getList("items")).hasSize(200);
        // The history is not much longer than the pages, if it is short.
        cursor = page % 100 == 99 ? "start" : answer.getString("cursor");
      }
      var sorted = Arrays.stream(nanos).skip(WARM_UP).sorted().toArray();
      System.out.printf(
          "%s requests: p50 %.1f ms, p95 %.1f ms; load average %.1f%n",
          requests,
          sorted[sorted.length / 2] / 1e6,
          sorted[sorted.length * 95 / 100] / 1e6,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
  }

  private JsonPath page(Api reader, String cursor) throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:%d%s?limit=200&after=%s"
                        .formatted(RestAssured.port, Feed.EVENTS, cursor)))
            .header("Authorization", "Bearer " + reader.token())
            .build();
    var answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return JsonPath.from(answer.body());
  }
}
