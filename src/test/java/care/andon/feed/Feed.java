package care.andon.feed;

import care.andon.support.Api;
import io.restassured.common.mapper.TypeRef;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the feed as one person, page by page. */
final class Feed {
  static final String EVENTS = "/api/v1/events";

  private final Api person;
  private String cursor;

  private Feed(Api person, String cursor) {
    this.person = person;
    this.cursor = cursor;
  }

  /** A reader who begins at the end of the feed. */
  static Feed fromNow(Api person) {
    var page = page(person.calls().queryParam("after", "now").get(EVENTS));
    return new Feed(person, (String) page.get("cursor"));
  }

  static Feed after(Api person, String cursor) {
    return new Feed(person, cursor);
  }

  String cursor() {
    return cursor;
  }

  /** Everything since the last reading. Parameters are pairs of name and value. */
  List<Map<String, Object>> news(Object... parameters) {
    var events = new ArrayList<Map<String, Object>>();
    var isUpToDate = false;
    while (!isUpToDate) {
      var page = next(parameters);
      events.addAll(items(page));
      isUpToDate = (boolean) page.get("upToDate");
    }
    return events;
  }

  /** The ids of the news. */
  List<String> ids(Object... parameters) {
    return news(parameters).stream().map(event -> (String) event.get("id")).toList();
  }

  /** Reads one page. */
  Map<String, Object> next(Object... parameters) {
    var call = person.calls().queryParam("after", cursor);
    for (var i = 0; i < parameters.length; i += 2) {
      call.queryParam((String) parameters[i], parameters[i + 1]);
    }
    var page = page(call.get(EVENTS));
    cursor = (String) page.get("cursor");
    return page;
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> items(Map<String, Object> page) {
    return (List<Map<String, Object>>) page.get("items");
  }

  private static Map<String, Object> page(Response answer) {
    return answer.then().statusCode(200).extract().as(new TypeRef<>() {});
  }
}
