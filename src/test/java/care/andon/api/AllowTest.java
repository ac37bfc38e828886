package care.andon.api;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Contract;
import care.andon.support.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The methods of every path of the API description, and headers that are lists. */
@QuarkusTest
class AllowTest {
  private static final Api CONRAD = Api.as("conrad.vance");
  private static final Api OMAR = Api.as("omar.ortiz");

  /** The paths of the description with their methods, and those of the framework. */
  private static TreeMap<String, Set<String>> paths() {
    var paths =
        Contract.committed().operations().stream()
            .collect(
                Collectors.groupingBy(
                    operation -> operation.path().replaceAll("\\{[^}]+}", "1"),
                    TreeMap::new,
                    Collectors.mapping(
                        operation -> operation.method().toUpperCase(Locale.ROOT),
                        Collectors.<String, Set<String>>toCollection(TreeSet::new))));
    Stream.of("/q/health", "/q/health/live", "/q/health/ready", "/q/metrics")
        .forEach(path -> paths.put(path, new TreeSet<>(Set.of("GET"))));
    for (var methods : paths.values()) {
      methods.add("OPTIONS");
      if (methods.contains("GET")) {
        methods.add("HEAD");
      }
    }
    return paths;
  }

  @Test
  void options_names_the_methods_of_every_path() {
    var all = new SoftAssertions();
    paths()
        .forEach(
            (path, methods) -> {
              var answer = CONRAD.calls().noFilters().options(path);
              all.assertThat(answer.statusCode()).as(path).isEqualTo(200);
              all.assertThat(allowed(answer.header("Allow"))).as(path).isEqualTo(methods);
            });
    all.assertAll();
  }

  @Test
  void another_method_is_refused_with_those_of_the_path() {
    var all = new SoftAssertions();
    paths()
        .forEach(
            (path, methods) ->
                Stream.of("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "QUENNELL")
                    .filter(method -> !methods.contains(method))
                    .forEach(
                        method -> {
                          var answer = CONRAD.calls().noFilters().request(method, path);
                          var place = method + " " + path;
                          all.assertThat(answer.statusCode()).as(place).isEqualTo(405);
                          all.assertThat(answer.contentType())
                              .as(place)
                              .isEqualTo("application/problem+json");
                          all.assertThat(allowed(answer.header("Allow")))
                              .as(place)
                              .isEqualTo(methods);
                        }));
    all.assertAll();
  }

  private static Set<String> allowed(String header) {
    return Arrays.stream(String.valueOf(header).split(", "))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void a_path_that_does_not_exist_has_no_options() {
    for (var path : new String[] {"/api/v1/nothing", "/api/v1/requests/1/nothing", "/nothing"}) {
      assertThat(CONRAD.calls().noFilters().options(path).statusCode()).as(path).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: , application/json",
        "Accept: application/json,, ,",
        "Accept: text/html, , application/json;q=0.5",
        "Accept: ,",
        "Accept:",
        "Accept: text/html\r\nAccept: , application/json",
        "Accept-Language: , de",
        "If-None-Match: , \"a\""
      })
  void a_list_may_have_empty_elements(String header) throws Exception {
    for (var path : new String[] {"/api/v1/units", "/api/v1/me/worklist"}) {
      var answer = RawHttp.send(RawHttp.head("GET " + path, OMAR, header, "Connection: close"));
      assertThat(answer.text()).as(path).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void a_tag_is_found_in_a_list_with_empty_elements_and_in_several_headers() throws Exception {
    var tag = OMAR.calls().get("/api/v1/me/worklist").header("ETag");
    for (var header :
        new String[] {
          "If-None-Match: , " + tag + " ,",
          "If-None-Match: \"a\"\r\nIf-None-Match: " + tag,
          "If-None-Match: " + tag + "\r\nIf-None-Match: \"a\""
        }) {
      var head = RawHttp.head("GET /api/v1/me/worklist", OMAR, header, "Connection: close");
      assertThat(RawHttp.send(head).text()).as(header).startsWith("HTTP/1.1 304 ");
    }
  }
}
