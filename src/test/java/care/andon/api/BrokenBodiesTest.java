package care.andon.api;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.LogCapture;
import care.andon.support.RawHttp;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bodies that do not arrive completely: the fault is the caller's, so it counts as one, is logged
 * in one line, and the connection is closed.
 */
@QuarkusTest
class BrokenBodiesTest {
  private static final String CHUNKED = "Transfer-Encoding: chunked";
  private static final String LONGER = "Content-Length: 1000";

  @Inject MeterRegistry meters;

  /** Bodies of each kind, and their first bytes. */
  enum Kind {
    JSON("/api/v1/requests", "nina.patel", "application/json", "{\"need\":"),
    CALENDAR(
        "/api/v1/teams/supply-chain/roster.ics?apply=false",
        "conrad.vance",
        "text/calendar",
        "BEGIN:VCALENDAR\r\n"),
    IMPORT(
        "/api/v1/directory/imports?source=broken",
        "conrad.vance",
        "application/json",
        "{\"people\":["),
    CONTACTS(
        "/api/v1/contacts/imports?source=broken",
        "conrad.vance",
        "text/csv",
        "person,kind,address\n"),
    FILES(
        "/api/v1/directory/imports/files?source=broken",
        "conrad.vance",
        "multipart/form-data; boundary=xyz",
        "--xyz\r\nContent-Disposition: form-data; name=\"people\"; filename=\"people.csv\"\r\n\r\n"
            + "username,name,title\n");

    private final String address;
    private final String caller;
    private final String type;
    private final String start;

    Kind(String address, String caller, String type, String start) {
      this.address = address;
      this.caller = caller;
      this.type = type;
      this.start = start;
    }

    private String head(String framing) {
      return RawHttp.head("POST " + address, Api.as(caller), "Content-Type: " + type, framing);
    }

    private String unfinished() {
      return head(LONGER) + start;
    }

    private String unfinishedChunks() {
      return head(CHUNKED) + Integer.toHexString(start.length()) + "\r\n" + start + "\r\n";
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_client_hangs_up(Kind kind) throws Exception {
    assertOneLineEach(
        "the connection was closed",
        Stream.of(kind.unfinished(), kind.unfinishedChunks())
            .<Callable<Void>>map(
                request ->
                    () -> {
                      RawHttp.hangUp(request);
                      return null;
                    })
            .toList());
  }

  @ParameterizedTest
  @EnumSource
  void a_chunk_has_a_bad_size(Kind kind) throws Exception {
    var answers =
        assertOneLineEach(
            "its chunks are malformed",
            Stream.of("zz\r\n", "-1\r\nx\r\n", "7fffffffffffffffff\r\n", "1\r\nxyz\r\n")
                .<Callable<RawHttp>>map(
                    chunk -> () -> RawHttp.send(kind.unfinishedChunks() + chunk))
                .toList());
    for (var answer : answers) {
      assertThat(answer.text())
          .startsWith("HTTP/1.1 400 ")
          .contains("\"code\":\"malformed-http\"", "\"traceId\":");
      assertThat(answer.isClosed()).isTrue();
    }
  }

  @Test
  void a_request_before_a_broken_one_is_answered() throws Exception {
    var answers =
        RawHttp.send(
            RawHttp.head("GET /api/v1/units?limit=1", Api.as("nina.patel"))
                + Kind.JSON.head(CHUNKED)
                + "zz\r\n");

    assertThat(answers.text())
        .startsWith("HTTP/1.1 200 ")
        .containsOnlyOnce("HTTP/1.1 400 ")
        .contains("\"code\":\"malformed-http\"");
    assertThat(answers.isClosed()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void the_rest_does_not_come(Kind kind) throws Exception {
    assertTimeout(assertOneLine("it took too long", () -> RawHttp.send(kind.unfinishedChunks())));
  }

  @Test
  void the_rest_comes_byte_by_byte() throws Exception {
    assertTimeout(
        assertOneLine(
            "it took too long", () -> RawHttp.drip(Kind.JSON.unfinished(), "x".repeat(90), 100)));
  }

  @Test
  void a_head_that_comes_byte_by_byte_is_cut() throws Exception {
    var start = "GET /api/v1/units HTTP/1.1\r\nHost: localhost\r\nX-A: ";

    assertTimeout(RawHttp.drip(start, "x".repeat(90), 100));
  }

  @Test
  void the_rest_of_a_refused_body_is_not_awaited_for_ever() throws Exception {
    var refused =
        RawHttp.send(
            "POST /api/v1/requests HTTP/1.1\r\nHost: localhost\r\n" + LONGER + "\r\n\r\n{");

    assertThat(refused.text()).startsWith("HTTP/1.1 401 ");
    assertThat(refused.isClosed()).isTrue();
  }

  @Test
  void slow_clients_hold_no_thread() throws Exception {
    var slow = 250;
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < slow; i++) {
        clients.submit(() -> RawHttp.send(Kind.JSON.unfinished()));
      }
      Thread.sleep(1_000);
      var before = System.nanoTime();
      Api.as("nina.patel").calls().get("/api/v1/units").then().statusCode(200);
      assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
    }
  }

  private static void assertTimeout(RawHttp answer) {
    assertThat(answer.text())
        .startsWith("HTTP/1.1 408 ")
        .contains("application/problem+json", "\"code\":\"request-timeout\"", "\"traceId\":");
    assertThat(answer.isClosed()).isTrue();
  }

  private <T> T assertOneLine(String reason, Callable<T> call) throws Exception {
    return assertOneLineEach(reason, List.of(call)).getFirst();
  }

  /** Makes one call after the other; each is logged in one line of its own. */
  private <T> List<T> assertOneLineEach(String reason, List<Callable<T>> calls) throws Exception {
    var failures = serverFailures();
    try (var log = new LogCapture()) {
      var results = new ArrayList<T>();
      for (var call : calls) {
        results.add(call.call());
      }
      // A second line would come from a worker thread.
      Thread.sleep(500);
      var lines = shown(log);
      assertThat(lines).hasSameSizeAs(calls);
      assertThat(lines).allSatisfy(line -> assertThat(line).contains(reason, "trace "));
      assertThat(traces(lines)).doesNotHaveDuplicates();
      assertThat(log.text()).doesNotContain("\tat ");
      assertThat(serverFailures()).isEqualTo(failures);
      return results;
    }
  }

  private static List<String> traces(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll(".*trace (\\w+).*", "$1")).toList();
  }

  private static List<String> shown(LogCapture log) {
    return log.text()
        .lines()
        .filter(line -> line.matches("(INFO|WARN|WARNING|ERROR|SEVERE|FATAL) .*"))
        .toList();
  }

  private long serverFailures() {
    return meters.find("http.server.requests").timers().stream()
        .filter(timer -> String.valueOf(timer.getId().getTag("status")).startsWith("5"))
        .mapToLong(Timer::count)
        .sum();
  }
}
