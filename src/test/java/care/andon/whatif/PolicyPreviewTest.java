package care.andon.whatif;

import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aWord;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import care.andon.platform.sql.SqlQuery;
import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.Copies;
import care.andon.support.TimeMachine;
import care.andon.support.WireTap;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What trying a policy costs, tells and leaves behind. What was filed before is older than the day
 * that is tried.
 */
@QuarkusTest
class PolicyPreviewTest {
  private static final String PREVIEW = "/api/v1/sla-policies/preview";
  private static final String RESOLVE = "clocks.find { it.kind == 'resolve' }.";
  private static final long FIRST_COPY = 6_000_000;
  private static final List<String> EVERYTHING_STORED =
      List.of(
          "support_request",
          "request_clock",
          "request_event",
          "request_escalation",
          "idempotency_key",
          "policy_revision",
          "policy_version",
          "calendar_version");

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api conrad = Api.as("conrad.vance");

  /** Whose team has the requests, confidential ones too. */
  private final Api beth = Api.as("beth.larsen");

  /** Filled by the test database. */
  WireTap wire;

  @Inject DataSource database;
  @Inject TimeMachine time;

  @BeforeEach
  void a_day_with_nothing_in_it() {
    time.pass(Duration.ofDays(2));
  }

  @AfterEach
  void forget_the_copies() throws SQLException {
    try (var connection = database.getConnection()) {
      Copies.forget(connection, FIRST_COPY);
    }
  }

  // --- How much it plays
  // --------------------------------------------------------------------------

  @Test
  void twenty_thousand_requests_are_played_and_one_more_is_refused_in_words() throws SQLException {
    copies(nina.files(aNeed()), PolicyPreview.MOST_REQUESTS - 1);

    tried().then().statusCode(200).body("requests", equalTo(PolicyPreview.MOST_REQUESTS));

    nina.files(aNeed());
    tried()
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/days"))
        .body("errors.code", contains("too_many_requests"))
        .body("errors[0].message", containsString("at most 20,000 requests"));
  }

  @Test
  void it_asks_once_for_the_requests_and_once_for_every_five_hundred_of_them() throws SQLException {
    var one = nina.files(aNeed());
    var few = wire.during(() -> tried().then().statusCode(200));
    copies(one, 1_100);

    var many = wire.during(() -> tried().then().statusCode(200).body("requests", equalTo(1_101)));

    assertThat(reads(few)).hasSize(2);
    assertThat(reads(many)).hasSize(4);
  }

  @Test
  void a_draft_with_the_code_of_a_policy_cannot_replace_another_one() {
    var draft = draft().with("code", "this-shift");

    omar.sends(Body.of("policy", draft).with("replaces", "patient-waiting").with("days", 1))
        .post(PREVIEW)
        .then()
        .statusCode(400)
        .body("errors.pointer", contains("/policy/code"))
        .body("errors.code", contains("code_in_force"))
        .body("errors[0].message", containsString("this-shift is in force"));
  }

  // --- What it leaves behind
  // ----------------------------------------------------------------------

  @Test
  void it_only_reads() {
    nina.files(aNeed());
    omar.ask(nina.files(aNeed()));
    time.sleep(Duration.ofHours(5));
    var before = everythingStored();

    var asked = wire.during(() -> tried().then().statusCode(200).body("requests", equalTo(2)));

    assertThat(asked.statements())
        .isNotEmpty()
        .allMatch(sql -> sql.strip().startsWith("select"), "reads");
    assertThat(everythingStored()).isEqualTo(before);
  }

  // --- What it tells
  // ------------------------------------------------------------------------------

  @Test
  void confidential_requests_are_counted_but_neither_named_nor_quoted() {
    var word = aWord();
    var named = resolvedAfterFourHours(aNeed().with("need", word + " for all"));
    var secret =
        resolvedAfterFourHours(
            aNeed().with("need", word + " between us").with("visibility", "confidential"));

    for (var one : List.of(omar, conrad)) {
      var answer = tried(one);

      answer
          .then()
          .statusCode(200)
          .body("requests", equalTo(2))
          .body(RESOLVE + "nowMissed", equalTo(2))
          .body(RESOLVE + "before.kept", equalTo(2))
          .body(RESOLVE + "after.missed", equalTo(2))
          .body(RESOLVE + "examplesNowMissed", contains(reference(named)));
      assertThat(answer.asString())
          .doesNotContain(word, secret, reference(secret), "nina.patel", "Nina");
    }
  }

  @Test
  void what_was_declined_in_time_is_counted_apart_from_what_was_kept() {
    omar.decline(nina.files(aNeed()));
    resolvedAfterFourHours(aNeed());

    tried()
        .then()
        .statusCode(200)
        .body(RESOLVE + "before.declined", equalTo(1))
        .body(RESOLVE + "before.kept", equalTo(1))
        .body(RESOLVE + "after.declined", equalTo(1));
  }

  @Test
  void at_most_fifty_are_named_and_all_are_counted() {
    var ids = IntStream.range(0, 51).mapToObj(i -> nina.files(aNeed())).toList();
    time.sleep(Duration.ofHours(4));
    ids.forEach(omar::resolve);

    tried()
        .then()
        .statusCode(200)
        .body(RESOLVE + "nowMissed", equalTo(51))
        .body(RESOLVE + "examplesNowMissed.size()", equalTo(50));
  }

  // --- Given, and seen
  // ----------------------------------------------------------------------------

  private static Body aNeed() {
    return aNeedOf("slows_care", "training").with("unit", "CLINIC").with("visibility", "named");
  }

  private String resolvedAfterFourHours(Body need) {
    var id = nina.files(need);
    time.sleep(Duration.ofHours(4));
    beth.resolve(id);
    return id;
  }

  private String reference(String id) {
    return nina.get(id).getString("reference");
  }

  private Response tried() {
    return tried(omar);
  }

  /** Tries a draft on the requests of one day. */
  private static Response tried(Api who) {
    return who.sends(Body.of("policy", draft()).with("days", 1)).post(PREVIEW);
  }

  /** Promises in three hours what today's policies promise in five days. */
  private static Body draft() {
    return Body.of("code", "tried-only")
        .with("name", "Training in the clinic")
        .with(
            "match",
            Map.of(
                "impacts", List.of("slows_care"),
                "categories", List.of("training"),
                "units", List.of("CLINIC")))
        .with(
            "clocks",
            Map.of(
                "resolve",
                Map.of("target", "PT3H", "calendar", "around-the-clock", "steps", List.of())));
  }

  private void copies(String id, int count) throws SQLException {
    try (var connection = database.getConnection()) {
      Copies.write(
          connection, UUID.fromString(id), count, FIRST_COPY, "n * interval '-1 millisecond'");
    }
  }

  private static List<String> reads(WireTap.Traffic traffic) {
    return traffic.statements().stream()
        .filter(sql -> sql.contains("support_request") || sql.contains("request_event"))
        .toList();
  }

  /** Every row there is, with the transaction that last wrote it. */
  private List<String> everythingStored() {
    return EVERYTHING_STORED.stream()
        .map(
            table ->
                "select md5(string_agg(row::text || row.xmin, ',' order by row.ctid)) from %s row"
                    .formatted(table))
        .flatMap(
            sql ->
                new SqlQuery()
                    .add(sql).rows(database, row -> String.valueOf(row.getString(1))).stream())
        .toList();
  }
}
