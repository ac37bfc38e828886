package care.andon.api;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;

import care.andon.support.Api;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP headers of every answer: caching, HEAD, traces, locations. */
@QuarkusTest
class HttpTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  private final Api nina = Api.as("nina.patel");

  @TestHTTPResource URI service;

  @Test
  void no_answer_may_be_cached() {
    var id = nina.files(aNeed());
    for (var path :
        List.of(
            Api.REQUESTS,
            Api.REQUESTS + "/" + id,
            Api.REQUESTS + "/" + id + "/history",
            Api.REQUESTS + "/" + id + "/clocks",
            "/api/v1/people/nina.patel",
            "/api/v1/units",
            "/api/v1/nothing")) {
      var answer = nina.calls().get(path);
      assertThat(answer.header("Cache-Control")).as(path).isEqualTo("no-store");
      assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
    }
    assertThat(nina.sends(aNeed()).post(Api.REQUESTS).header("Cache-Control"))
        .isEqualTo("no-store");
    assertThat(RestAssured.get(Api.REQUESTS).header("Cache-Control")).isEqualTo("no-store");
    assertThat(
            nina.calls()
                .header("If-None-Match", "*")
                .get(Api.REQUESTS + "/" + id)
                .header("Cache-Control"))
        .isEqualTo("no-store");
  }

  @Test
  void head_is_get_without_the_body() {
    var id = nina.files(aNeed());
    for (var path :
        List.of("", "/" + id, "/" + id + "/history", "/" + id + "/clocks", "/SR-1", "?limit=0")) {
      var get = nina.calls().get(Api.REQUESTS + path);
      var head = nina.calls().head(Api.REQUESTS + path);
      head.then().statusCode(get.statusCode()).body(emptyString());
      assertThat(get.contentType()).as(path).startsWith(head.contentType());
      assertThat(head.header("ETag")).as(path).isEqualTo(get.header("ETag"));
    }
  }

  @Test
  void a_trace_is_continued() {
    var answer = nina.calls().header("traceparent", TRACEPARENT).get(Api.REQUESTS);

    assertThat(answer.header("traceparent"))
        .matches("00-" + TRACE + "-[0-9a-f]{16}-[0-9a-f]{2}")
        .isNotEqualTo(TRACEPARENT);
    for (var path : List.of(Api.REQUESTS + "/SR-1", "/api/v1/nothing", Api.REQUESTS + "?x=1")) {
      nina.calls()
          .header("traceparent", TRACEPARENT)
          .get(path)
          .then()
          .body("traceId", equalTo(TRACE));
    }
    RestAssured.given()
        .header("traceparent", TRACEPARENT)
        .get(Api.REQUESTS)
        .then()
        .statusCode(401)
        .body("traceId", equalTo(TRACE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
      })
  void an_invalid_trace_is_replaced_by_a_new_one(String traceparent) {
    var answer = nina.calls().header("traceparent", traceparent).get(Api.REQUESTS + "/SR-1");

    assertThat(answer.jsonPath().getString("traceId"))
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(TRACE)
        .isNotEqualTo("0".repeat(32));
  }

  @Test
  void each_exchange_has_a_trace_of_its_own() {
    var one = nina.calls().get(Api.REQUESTS).header("traceparent");
    var other = nina.calls().get(Api.REQUESTS).header("traceparent");

    assertThat(one).isNotEqualTo(other);
  }

  @Test
  void the_location_of_a_new_request_is_where_it_can_be_read() {
    var filed = nina.sends(aNeed()).post(Api.REQUESTS);

    assertThat(filed.header("Location"))
        .isEqualTo(Api.REQUESTS + "/" + filed.jsonPath().getString("id"));
    assertThat(nina.calls().get(filed.header("Location")).asString()).isEqualTo(filed.asString());
  }

  @Test
  void addresses_in_answers_do_not_come_from_the_headers_of_the_call() {
    for (var list :
        List.of(
            "/api/v1/units?limit=1", "/api/v1/people?limit=1", "/api/v1/sla-policies?limit=1")) {
      nina.files(aNeed());
      var page =
          Api.as("conrad.vance")
              .calls()
              .header("Host", "evil.example")
              .header("X-Forwarded-Host", "evil.example")
              .header("X-Forwarded-Proto", "gopher")
              .header("X-Forwarded-Prefix", "/evil")
              .header("Forwarded", "host=evil.example")
              .get(list);

      String next = page.then().statusCode(200).extract().path("next");
      assertThat(next).as(list).startsWith("/api/v1/").contains("cursor=");
      assertThat(page.header("Link")).isEqualTo("<" + next + ">; rel=\"next\"");
      assertThat(page.headers().asList().toString()).doesNotContain("evil");
    }
    var filed = nina.sends(aNeed()).header("Host", "evil.example").post(Api.REQUESTS);
    assertThat(filed.header("Location")).startsWith("/api/v1/requests/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization: Bearer %1$s\r\nAuthorization: Bearer %1$s\r\nHost: a",
        "Authorization: Bearer %1$s\r\nauthorization: Basic eDp5\r\nHost: a",
        "Authorization: Bearer %1$s\r\nHost: a\r\nHost: a",
        "Authorization: Bearer %1$s\r\nHost: a\r\nhost: b",
        "Authorization: Bearer %1$s\r\nHost: a\r\nContent-Type: a/b\r\nContent-Type: a/b\r\nTransfer-Encoding: chunked\r\n\r\n0",
        "Authorization: Bearer %1$s\r\nHost: a b",
        "Authorization: Bearer %1$s\r\nHost: a/b",
        "Authorization: Bearer %1$s\r\nHost: [::1",
        "Authorization: Bearer %1$s\r\nHost: a@b",
        "Host: a\r\nHost: a",
      })
  void headers_that_two_readers_could_understand_differently_are_refused(String headers)
      throws IOException {
    for (var path : List.of("/api/v1/units", "/q/health/live")) {
      assertThat(raw(path, headers.formatted(nina.token())))
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "\"invalid-parameter\"", "\"traceId\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A.b-c_d~9:8080", "127.0.0.1:1", "[::1]:80", "a:"})
  void other_hosts_are_accepted(String host) throws IOException {
    var headers = "Authorization: Bearer " + nina.token() + "\r\nHost: " + host;

    assertThat(raw("/api/v1/units?limit=1", headers)).startsWith("HTTP/1.1 200");
  }

  /** REST Assured does not repeat these headers, so this uses another client. */
  private String raw(String path, String headers) throws IOException {
    try (var socket = new Socket(service.getHost(), service.getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              "GET %s HTTP/1.1\r\nConnection: close\r\n%s\r\n\r\n"
                  .formatted(path, headers)
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
