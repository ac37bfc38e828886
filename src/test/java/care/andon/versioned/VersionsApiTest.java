package care.andon.versioned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import care.andon.directory.Directory;
import care.andon.support.Api;
import care.andon.support.Body;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for everything that is published in versions; for a ward of its own in Mesa. */
@QuarkusTest
class VersionsApiTest {
  private static final String WARD = "M-VERSIONS";
  private static final Map<String, Object> AN_IMPACT = Map.of("impacts", List.of("slows_care"));

  private final Api conrad = Api.as("conrad.vance");
  private final Deque<String> toRetire = new ArrayDeque<>();

  @Inject DataSource database;
  @Inject Directory directory;

  /** What is published, and where. */
  enum Kind {
    CALENDAR("/api/v1/calendars"),
    POLICY("/api/v1/sla-policies"),
    RULE("/api/v1/routing-rules");

    private final String path;

    Kind(String path) {
      this.path = path;
    }

    Body document() {
      return switch (this) {
        case CALENDAR ->
            named("Hours")
                .with("timeZone", "UTC")
                .with("weekly", Map.of("MONDAY", List.of("08:00-12:00")));
        case POLICY -> policy(Map.of("units", List.of(WARD), "categories", List.of("training")));
        case RULE -> rule(Map.of("units", List.of(WARD), "itemWords", List.of("stretcher")));
      };
    }

    private static Body policy(Map<String, Object> match) {
      return named("For the ward")
          .with("match", match)
          .with(
              "clocks",
              Map.of("resolve", Map.of("target", "PT3H", "calendar", "around-the-clock")));
    }

    private static Body rule(Map<String, Object> match) {
      return named("For the ward").with("match", match).with("team", "clinical-engineering");
    }

    private static Body named(String name) {
      return Body.of("code", "v-" + UUID.randomUUID()).with("name", name);
    }
  }

  @AfterEach
  void retire() throws SQLException {
    toRetire.forEach(address -> conrad.calls().post(address + "/retire"));
    sql("update unit set gone_at = now() where code = '%s'".formatted(WARD));
  }

  // --- Versions ---

  @ParameterizedTest
  @EnumSource
  void a_document_is_replaced_by_whoever_has_seen_it_and_by_nobody_else(Kind kind)
      throws SQLException {
    var document = published(kind);
    var other = document.copy().with("name", "Another name");

    conrad.sends(other).put(address(kind, document)).then().statusCode(428);
    puts(kind, other, "\"2\"").statusCode(412).body("code", equalTo("stale"));

    isInForce(1, kind, document);
    puts(kind, other, "\"1\"").statusCode(200).body("version", equalTo(2));
    puts(kind, other.copy().with("name", "Late"), "\"1\"").statusCode(412);
    isInForce(2, kind, document);
  }

  @ParameterizedTest
  @EnumSource
  void versions_are_read_page_by_page(Kind kind) throws SQLException {
    var document = published(kind);
    for (var version = 1; version < 5; version++) {
      var next = document.copy().with("name", "Version " + (version + 1));
      puts(kind, next, "\"%d\"".formatted(version)).statusCode(200);
    }

    var read = conrad.all(address(kind, document) + "/versions?limit=2");

    assertThat(read).extracting(it -> it.get("version")).containsExactly(1, 2, 3, 4, 5);
  }

  @ParameterizedTest
  @EnumSource
  void what_somebody_has_changed_meanwhile_is_not_retired(Kind kind) throws SQLException {
    var document = published(kind);

    conrad
        .calls()
        .header("If-Match", "\"2\"")
        .post(address(kind, document) + "/retire")
        .then()
        .statusCode(412)
        .body("code", equalTo("stale"));

    isInForce(1, kind, document);
  }

  @ParameterizedTest
  @EnumSource
  void a_code_is_used_once_also_after_what_it_was_for_is_retired(Kind kind) throws SQLException {
    var document = published(kind);
    var other = document.copy().with("name", "Another");

    conrad.sends(other).post(kind.path).then().statusCode(409).body("code", equalTo("code-taken"));
    conrad.calls().post(address(kind, document) + "/retire").then().statusCode(200);
    for (var again : List.of(document, other)) {
      conrad
          .sends(again)
          .post(kind.path)
          .then()
          .statusCode(409)
          .body("code", equalTo("code-taken"));
    }
    conrad
        .calls()
        .get(address(kind, document) + "/versions")
        .then()
        .body("items", hasSize(1))
        .body("items.inForce", contains(false));
  }

  @ParameterizedTest
  @EnumSource
  void what_is_retired_has_no_next_version(Kind kind) throws SQLException {
    var document = published(kind);
    conrad.calls().post(address(kind, document) + "/retire").then().statusCode(200);

    puts(kind, document.copy().with("name", "Again"), "*")
        .statusCode(409)
        .body("code", equalTo("retired"));
  }

  // --- Ties ---

  /** What is published for requests that may be others' as well. */
  enum Tying {
    POLICIES(Kind.POLICY, "policy-tie", "policies", Map.of("categories", List.of("training"))),
    RULES(Kind.RULE, "routing-tie", "rules", Map.of("itemWords", List.of("stretcher")));

    private final Kind kind;
    private final String code;
    private final String named;
    private final Map<String, Object> what;

    Tying(Kind kind, String code, String named, Map<String, Object> what) {
      this.kind = kind;
      this.code = code;
      this.named = named;
      this.what = what;
    }

    private Body of(Map<String, Object> match) {
      return this == POLICIES ? Kind.policy(match) : Kind.rule(match);
    }

    /** Of the ward, and what it is about. */
    Body what() {
      return of(and(ward(), what));
    }

    Body impact() {
      return of(and(ward(), AN_IMPACT));
    }

    Body both() {
      return of(and(and(ward(), what), AN_IMPACT));
    }

    /** As specific as {@link #what}: in a rule, a unit names its facility, too. */
    Body ofTheHouse(String facility) {
      var house = and(Map.of("facilities", List.of(facility)), what);
      return of(this == POLICIES ? house : and(house, AN_IMPACT));
    }

    private static Map<String, Object> ward() {
      return Map.of("units", List.of(WARD));
    }

    private static Map<String, Object> and(Map<String, Object> one, Map<String, Object> more) {
      var both = new HashMap<>(one);
      both.putAll(more);
      return both;
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_next_version_that_ties_is_refused_by_the_others_name(Tying tying) throws SQLException {
    var one = published(tying.kind, tying.what());
    var other = published(tying.kind, tying.both());

    puts(tying.kind, other.copy().with("match", tying.impact().get("match")), "\"1\"")
        .statusCode(409)
        .body("code", equalTo(tying.code))
        .body("ties[0]." + tying.named, containsInAnyOrder(one.get("code"), other.get("code")));

    isInForce(1, tying.kind, other);
  }

  @ParameterizedTest
  @EnumSource
  void what_settles_a_tie_is_not_retired(Tying tying) throws SQLException {
    var third = published(tying.kind, tying.both());
    var one = published(tying.kind, tying.what());
    var other = published(tying.kind, tying.impact());

    conrad
        .calls()
        .post(address(tying.kind, third) + "/retire")
        .then()
        .statusCode(409)
        .body("code", equalTo(tying.code))
        .body("ties[0]." + tying.named, containsInAnyOrder(one.get("code"), other.get("code")));

    isInForce(1, tying.kind, third);
  }

  /** The ward has moved to another hospital, whose rules were no matter of its own before. */
  @ParameterizedTest
  @EnumSource
  void a_tie_that_came_by_itself_is_in_nobodys_way_but_theirs(Tying tying) throws SQLException {
    var ofTheHouse = published(tying.kind, tying.ofTheHouse("HARBOR"));
    var ofTheWard = published(tying.kind, tying.what());
    moveTo("HARBOR");

    published(tying.kind, tying.ofTheHouse("NORTHGATE"));
    puts(tying.kind, ofTheWard.copy().with("name", "Another name"), "\"1\"")
        .statusCode(409)
        .body(
            "ties[0]." + tying.named,
            containsInAnyOrder(ofTheHouse.get("code"), ofTheWard.get("code")));
  }

  // --- How it is done ---

  private Body published(Kind kind) throws SQLException {
    return published(kind, kind.document());
  }

  private Body published(Kind kind, Body document) throws SQLException {
    if (toRetire.isEmpty()) {
      moveTo("MESA");
    }
    conrad.sends(document).post(kind.path).then().statusCode(201);
    toRetire.addFirst(address(kind, document));
    return document;
  }

  private void moveTo(String facility) throws SQLException {
    sql(
        """
        insert into unit (id, facility_id, code, name)
        select '00000000-0000-7000-8000-0000000004bb', id, '%s', 'Ward of the versions'
        from facility where code = '%s'
        on conflict (id) do update set gone_at = null, facility_id = excluded.facility_id
        """
            .formatted(WARD, facility));
  }

  private void sql(String statement) throws SQLException {
    try (var connection = database.getConnection();
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
    directory.refresh();
  }

  private static String address(Kind kind, Body document) {
    return kind.path + "/" + document.get("code");
  }

  private ValidatableResponse puts(Kind kind, Body document, String ifMatch) {
    return conrad.sends(document).header("If-Match", ifMatch).put(address(kind, document)).then();
  }

  private void isInForce(int version, Kind kind, Body document) {
    conrad
        .calls()
        .get(address(kind, document))
        .then()
        .statusCode(200)
        .body("version", equalTo(version))
        .body("inForce", equalTo(true));
  }
}
