package care.andon.directory.imports;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;

import care.andon.support.Api;
import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** CSV files on their way, of a small hospital of their own. */
final class Uploads {
  static final String IMPORTS = "/api/v1/directory/imports";

  private final String source;
  private final Map<String, String> files = new LinkedHashMap<>();
  private String query = "";
  private String ifMatch = "";
  private String key = "";
  private String caller = "intranet";

  private Uploads(String source) {
    this.source = source;
  }

  /** Nothing yet. */
  static Uploads from(String source) {
    return new Uploads(source);
  }

  /**
   * A hospital of two people, Ana and Ben, whose team is looked after by Ana around the clock; all
   * its codes begin with the name of the source.
   */
  static Uploads hospital(String source) {
    return from(source)
        .with("facilities", "externalId,code,name,timeZone", "F1,%s-h,Hill,America/Chicago")
        .with("units", "externalId,facility,code,name", "U1,%s-h,%s-u,Ward")
        .with("teams", "externalId,facility,code,name", "T1,%s-h,%s-t,Supply of Hill")
        .with(
            "people",
            "externalId,username,name,title,unit",
            "P1,%s.ana,Ana Ortiz,Clerk,%s-u",
            "P2,%s.ben,Ben Cole,Clerk,")
        .with("memberships", "team,person,lead", "%s-t,%s.ana,false", "%s-t,%s.ben,true")
        .with(
            "rosters",
            "externalId,team,facility,tier,person,days,from,to",
            "R1,%s-t,,,%s.ana,MON TUE WED THU FRI SAT SUN,00:00,00:00",
            "R2,,%s-h,2,%s.ben,MON TUE WED THU FRI SAT SUN,00:00,00:00")
        .with("owners", "facility,category,team,offHours,backups", "%s-h,supplies,%s-t,Ana,tier:2");
  }

  /** A file of these lines, in which %s stands for the source; instead of one of that name. */
  Uploads with(String file, String... lines) {
    files.put(file, (String.join("\n", lines) + "\n").replace("%s", source));
    return this;
  }

  /** These files, by name. */
  Uploads with(Map<String, String> all) {
    files.putAll(all);
    return this;
  }

  Uploads without(String file) {
    files.remove(file);
    return this;
  }

  /** What of a file stands there, another text stands there. */
  Uploads replacing(String file, String text, String other) {
    files.compute(
        file,
        (name, before) ->
            String.valueOf(before)
                .replace(text.replace("%s", source), other.replace("%s", source)));
    return this;
  }

  Map<String, String> files() {
    return files;
  }

  Uploads whole() {
    query += "&whole=true";
    return this;
  }

  Uploads ifMatch(String token) {
    ifMatch = token;
    return this;
  }

  /** Confirms whatever the import removes, by the token of a dry run. */
  Uploads confirmed() {
    return ifMatch(tried().then().statusCode(200).extract().path("token"));
  }

  Uploads key(String text) {
    key = text;
    return this;
  }

  Uploads by(String username) {
    caller = username;
    return this;
  }

  /** What would become of it. */
  Response tried() {
    return send("");
  }

  Response applied() {
    return send("&apply=true");
  }

  private Response send(String more) {
    var call = Api.as(caller).calls();
    files.forEach(
        (name, text) ->
            call.multiPart(
                name,
                name + ".csv",
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "text/csv"));
    if (!ifMatch.isEmpty()) {
      call.header("If-Match", ifMatch);
    }
    if (!key.isEmpty()) {
      call.header("Idempotency-Key", key);
    }
    return call.post(IMPORTS + "?source=" + source + query + more);
  }

  /** Applies the hospital of a source that has nothing yet, and gives the id of the import. */
  static String broughtIn(String source) {
    return hospital(source)
        .applied()
        .then()
        .statusCode(200)
        .body("applied", equalTo(true))
        .body("id", notNullValue())
        .body("summary.changed", everyItem(equalTo(0)))
        .extract()
        .path("id");
  }

  /** Removes all that the source has, so that other tests do not find its hospital. */
  static void closeDown(String source) {
    if (!hasApplied(source)) {
      return;
    }
    hospital(source)
        .with("facilities", "externalId,code,name,timeZone")
        .with("units", "externalId,facility,code,name")
        .with("teams", "externalId,facility,code,name")
        .with("people", "externalId,username,name,title,unit")
        .with("memberships", "team,person,lead")
        .with("rosters", "externalId,team,facility,tier,person,days,from,to")
        .with("owners", "facility,category,team,offHours,backups")
        .whole()
        .confirmed()
        .applied()
        .then()
        .statusCode(200);
  }

  /** Most imports of the tests are refused, and each import reads the whole directory. */
  private static boolean hasApplied(String source) {
    try (var connection = Arc.container().instance(AgroalDataSource.class).get().getConnection();
        var statement =
            connection.prepareStatement("select from directory_import where source = ? limit 1")) {
      statement.setString(1, source);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }
}
