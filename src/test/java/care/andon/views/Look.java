package care.andon.views;

import care.andon.support.Api;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What somebody sees when they look at a view. */
final class Look {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private Look() {}

  static JsonNode at(Api who, String path) {
    var body = who.calls().get(path).then().statusCode(200).extract().asString();
    try {
      return JSON.readTree(body);
    } catch (IOException unreadable) {
      throw new AssertionError(body, unreadable);
    }
  }

  /** How many there are in a list, shown or not. */
  static long total(JsonNode list) {
    return list.get("items").size() + list.get("more").asLong();
  }

  static List<String> ids(JsonNode list) {
    var ids = new ArrayList<String>();
    list.get("items").forEach(row -> ids.add(row.get("id").asText()));
    return ids;
  }
}
