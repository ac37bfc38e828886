package care.andon.support;

import static io.restassured.RestAssured.given;

import io.restassured.common.mapper.TypeRef;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The API as one person uses it. Methods named after an act expect it to succeed and return the
 * request after it. {@link #tries} returns any answer.
 */
public final class Api {
  /** All acts. */
  public static final List<String> ACTS =
      List.of(
          "acknowledge",
          "assign",
          "take",
          "give-back",
          "messages",
          "ask",
          "answer",
          "impact",
          "assess",
          "resolve",
          "confirm",
          "reopen",
          "decline",
          "withdraw");

  public static final String REQUESTS = "/api/v1/requests";

  private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMillis(500);

  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

  private final String username;

  private Api(String username) {
    this.username = username;
  }

  /** The API as a person of the demo hospital uses it. */
  public static Api as(String username) {
    return new Api(username);
  }

  public String token() {
    return TOKENS.computeIfAbsent(
        username,
        it -> given().get("/dev/tokens/" + it).then().statusCode(200).extract().asString());
  }

  /** A new call of this person. */
  public RequestSpecification calls() {
    return given().auth().oauth2(token());
  }

  /** A new call of this person with a JSON body. */
  public RequestSpecification sends(Object body) {
    return calls().contentType("application/json").body(body);
  }

  /** Files a request. */
  public JsonPath open(Object body) {
    return untilAdmitted(() -> sends(body).post(REQUESTS))
        .then()
        .statusCode(201)
        .extract()
        .jsonPath();
  }

  /** Files a request with an idempotency key. */
  public Response open(Object body, String key) {
    return sends(body).header("Idempotency-Key", key).post(REQUESTS);
  }

  /** Imports a part of a source, or all of it, and confirms whatever goes. */
  public void imports(String source, Object document, boolean whole) {
    var address = "/api/v1/directory/imports?source=" + source + "&whole=" + whole;
    String token = sends(document).post(address).then().statusCode(200).extract().path("token");
    sends(document).header("If-Match", token).post(address + "&apply=true").then().statusCode(200);
  }

  /** Files a request and returns its id. */
  public String files(Object body) {
    var location =
        untilAdmitted(() -> sends(body).post(REQUESTS))
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  public Response tries(String act, String id, Object body) {
    return sends(body).post(REQUESTS + "/{id}/{act}", id, act);
  }

  /** Acts with an idempotency key. */
  public Response tries(String act, String id, Object body, String key) {
    return sends(body).header("Idempotency-Key", key).post(REQUESTS + "/{id}/{act}", id, act);
  }

  public JsonPath does(String act, String id, Object body) {
    return untilAdmitted(() -> tries(act, id, body)).then().statusCode(200).extract().jsonPath();
  }

  /**
   * Sends a call until it is answered with another status than 503, a few times. On a slow machine
   * the service refuses some of many calls at once; such a call did nothing, and clients repeat it.
   */
  private static Response untilAdmitted(Supplier<Response> call) {
    var answer = call.get();
    for (var triesLeft = 10; triesLeft > 0 && answer.statusCode() == 503; triesLeft--) {
      LockSupport.parkNanos(BEFORE_TRYING_AGAIN.toNanos());
      answer = call.get();
    }
    return answer;
  }

  public JsonPath does(String act, String id) {
    return does(act, id, Given.bodyOf(act));
  }

  /** The username of this person. */
  public String usernameOf(String person) {
    return calls()
        .get("/api/v1/people/{id}", person)
        .then()
        .statusCode(200)
        .extract()
        .path("username");
  }

  public JsonPath acknowledge(String id) {
    return does("acknowledge", id);
  }

  public JsonPath message(String id, String words) {
    return does("messages", id, Given.aMessage(words));
  }

  public JsonPath ask(String id) {
    return does("ask", id);
  }

  public JsonPath answer(String id) {
    return does("answer", id);
  }

  public JsonPath changeImpact(String id, String impact) {
    return does("impact", id, Given.anImpact(impact));
  }

  public JsonPath resolve(String id) {
    return does("resolve", id);
  }

  public JsonPath confirm(String id) {
    return does("confirm", id);
  }

  public JsonPath reopen(String id) {
    return does("reopen", id);
  }

  public JsonPath decline(String id) {
    return does("decline", id);
  }

  public JsonPath withdraw(String id) {
    return does("withdraw", id);
  }

  /** Answers an escalation. */
  public Response takes(String id, int number, Object body) {
    return sends(body).post(REQUESTS + "/{id}/escalations/{number}/take", id, number);
  }

  /** Hands over all requests of this person. */
  public Response handsOver(Object body) {
    return sends(body).post("/api/v1/me/handover");
  }

  /** The escalations of a request. */
  public List<Map<String, Object>> ladder(String id) {
    return items(document(calls().get(REQUESTS + "/{id}/escalations", id)));
  }

  public Response looksAt(String id) {
    return calls().get(REQUESTS + "/{id}", id);
  }

  public JsonPath get(String id) {
    return looksAt(id).then().statusCode(200).extract().jsonPath();
  }

  /** The explained clocks of a request. */
  public JsonPath clocks(String id) {
    return calls().get(REQUESTS + "/{id}/clocks", id).then().statusCode(200).extract().jsonPath();
  }

  /** The events of a request that this person may see. */
  public List<Map<String, Object>> history(String id) {
    return items(document(calls().get(REQUESTS + "/{id}/history?limit=200", id)));
  }

  /** The types of the events, in order. */
  public List<String> happened(String id) {
    return history(id).stream().map(event -> (String) event.get("type")).toList();
  }

  /** All items of a list, read page by page. */
  public List<Map<String, Object>> all(String path) {
    var items = new ArrayList<Map<String, Object>>();
    var next = path;
    while (next != null) {
      var page = document(calls().urlEncodingEnabled(false).get(next));
      items.addAll(items(page));
      next = (String) page.get("next");
    }
    return items;
  }

  /** Not by a path: REST Assured compiles a Groovy class for each path it looks up. */
  private static Map<String, Object> document(Response response) {
    return response.then().statusCode(200).extract().as(new TypeRef<>() {});
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> items(Map<String, Object> document) {
    return (List<Map<String, Object>>) document.get("items");
  }
}
