package care.andon.views;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What somebody sees when they look at a view. */
final class Look {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private Look() {}

  static JsonNode at(Api who, String path) {
    return at(JSON, who, path);
  }

  /** Read as strictly as the mapper given reads. */
  static JsonNode at(ObjectMapper json, Api who, String path) {
    var body = who.calls().get(path).then().statusCode(200).extract().asString();
    try {
      return json.readTree(body);
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

  /** The rows of a request in a list that comes in pages. */
  static List<Map<String, Object>> rows(Api who, String path, String id) {
    return who.all(path + "?limit=200").stream().filter(row -> row.get("id").equals(id)).toList();
  }

  static Map<String, Object> row(Api who, String path, String id) {
    var rows = rows(who, path, id);
    assertThat(rows).as(path).hasSize(1);
    return rows.getFirst();
  }

  static Object name(Map<String, Object> row, String person) {
    return ((Map<?, ?>) row.get(person)).get("name");
  }
}
