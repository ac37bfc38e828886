package care.andon.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.builder.ResponseBuilder;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * Checks every exchange of every test with the API. The test fails if the description does not
 * declare the status for the operation, or if the answer does not match its schema. The service
 * loader finds this class, so no test refers to it.
 */
public final class ObservedStatuses implements Filter, QuarkusTestBeforeEachCallback {
  private static volatile boolean faultIsPlanted;

  private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();
  private static final Contract CONTRACT = Contract.committed();
  private static final String PROBLEM = "application/problem+json";
  private static final Set<String> OBSERVED = new ConcurrentSkipListSet<>();

  @Override
  public void beforeEach(QuarkusTestMethodContext context) {
    if (RestAssured.filters().stream().noneMatch(ObservedStatuses.class::isInstance)) {
      RestAssured.filters(this);
    }
    // Shown when a test fails, as Quarkus does. It would indent every body of every exchange, which
    // takes longer than the exchange.
    RestAssured.enableLoggingOfRequestAndResponseIfValidationFails();
    // REST Assured would make a mapper for each body.
    var config = RestAssured.config();
    RestAssured.config =
        config
            .logConfig(config.getLogConfig().enablePrettyPrinting(false))
            .objectMapperConfig(
                config
                    .getObjectMapperConfig()
                    .jackson2ObjectMapperFactory((type, charset) -> JSON));
  }

  /** The statuses seen so far in this run, such as {@code getRequest 200}. */
  public static Set<String> observed() {
    return new TreeSet<>(OBSERVED);
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification expected,
      FilterContext context) {
    var response = context.next(request, expected);
    var path = URI.create(request.getURI()).getRawPath();
    if (!path.startsWith("/api/")) {
      return response;
    }
    var body = response.asByteArray();
    check(request.getMethod(), path, response, body);
    return new ResponseBuilder().clone(response).setBody(body).build();
  }

  /** Only a test that breaks the service on purpose expects a 500. */
  public static void faultIsPlanted(boolean planted) {
    faultIsPlanted = planted;
  }

  private static void check(String method, String path, Response response, byte[] body) {
    var exchange = method + " " + path + " -> " + response.statusCode();
    if (!faultIsPlanted) {
      assertThat(response.statusCode()).as(exchange).isNotEqualTo(500);
    }
    var isHead = method.equals("HEAD");
    var operation = CONTRACT.operation(isHead ? "GET" : method, path);
    operation.ifPresent(
        it -> {
          OBSERVED.add(it.id() + " " + response.statusCode());
          assertThat(it.statuses())
              .as("%s: the statuses declared for %s", exchange, it.id())
              .contains(String.valueOf(response.statusCode()));
        });
    if (body.length == 0) {
      assertThat(isHead || response.statusCode() < 400)
          .as("%s has a problem as its body", exchange)
          .isTrue();
      return;
    }
    var mediaType = response.contentType().replaceFirst("\\s*;.*", "");
    if (response.statusCode() >= 400) {
      assertThat(mediaType).as(exchange).isEqualTo(PROBLEM);
    }
    operation.ifPresent(
        it -> {
          var schema = CONTRACT.responseSchema(it, response.statusCode(), mediaType);
          assertThat(schema).as("%s: the schema of %s", exchange, mediaType).isPresent();
          assertThat(CONTRACT.violations(schema.get(), read(body, mediaType)))
              .as("%s: what is not as described in %s", exchange, new String(body))
              .isEmpty();
        });
  }

  /** A body that is not JSON counts as one string. */
  private static JsonNode read(byte[] body, String mediaType) {
    try {
      return mediaType.endsWith("json")
          ? JSON.readTree(body)
          : TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }
}
