package care.andon.api;

import static care.andon.support.Given.aNeedOf;

import care.andon.support.Api;
import care.andon.support.Body;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;

/** A list of requests as one of the team asks for it, and requests to be found in it. */
final class RequestList {
  private static final Api NINA = Api.as("nina.patel");
  private static final Api OMAR = Api.as("omar.ortiz");

  private RequestList() {}

  static Response list(String query) {
    var call = OMAR.calls().urlEncodingEnabled(false);
    for (var parameter : query.split("&", -1)) {
      var parts = parameter.split("=", 2);
      call.queryParam(parts[0], parts[1]);
    }
    return call.get(Api.REQUESTS);
  }

  static String cursorOf(Response page) {
    var next = page.then().statusCode(200).extract().jsonPath().getString("next");
    return next.substring(next.indexOf("cursor=") + "cursor=".length());
  }

  static List<String> file(int many, String word) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < many; i++) {
      ids.add(NINA.files(need(word)));
    }
    return ids;
  }

  static Body need(String word) {
    return aNeedOf("this_shift", "supplies").with("need", "Out of " + word);
  }
}
