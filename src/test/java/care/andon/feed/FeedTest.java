package care.andon.feed;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aNote;
import static care.andon.support.Given.aWord;
import static care.andon.support.Given.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.support.Api;
import care.andon.support.AtOnce;
import care.andon.support.TimeMachine;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The feed: complete, in order, and only what the reader may see. */
@QuarkusTest
class FeedTest {
  private final Api nina = Api.as("nina.patel");
  private final Api marcus = Api.as("marcus.bell");
  private final Api omar = Api.as("omar.ortiz");
  private final Api edith = Api.as("edith.lowe");

  @Inject DataSource database;
  @Inject TimeMachine time;
  @Inject MeterRegistry meters;
  @Inject FeedMeasure measure;

  @Test
  void a_reader_gets_each_event_once_and_in_order() {
    var feed = Feed.fromNow(omar);
    var id = nina.files(aNeed());
    omar.acknowledge(id);
    omar.resolve(id);

    assertThat(feed.ids("request", id)).containsExactly(id + ".1", id + ".2", id + ".3");
    assertThat(feed.news()).isEmpty();
  }

  @Test
  void an_event_says_what_happened_in_codes() {
    var feed = Feed.fromNow(omar);
    var id = nina.files(aNeedOf("patient_waiting", "supplies"));
    time.pass(Duration.ofMinutes(6));

    var events = feed.news("request", id, "types", "opened,escalated");

    var opened = events.getFirst();
    assertThat(opened)
        .containsOnlyKeys("id", "type", "at", "recordedAt", "version", "request")
        .containsEntry("type", "opened")
        .containsEntry("version", 1);
    var request = (Map<?, ?>) opened.get("request");
    assertThat(request.keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrder(
            "id",
            "reference",
            "version",
            "status",
            "visibility",
            "category",
            "facility",
            "unit",
            "impact",
            "team");
    assertThat(request.get("impact")).isEqualTo("patient_waiting");
    var escalated = events.get(1);
    assertThat(escalated.get("clock"))
        .isEqualTo(Map.of("kind", "acknowledge", "cycle", 1, "percent", 100));
    assertThat(((Map<?, ?>) escalated.get("escalation")).keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrder("number", "tier", "answerBy", "cause");
  }

  @Test
  void words_and_names_are_in_no_event() {
    var canary = "Zebulon" + aWord();
    var feed = Feed.fromNow(edith);
    var id = nina.files(aNeed().with("need", canary).with("room", canary).with("item", canary));
    omar.does("acknowledge", id, words(canary));
    omar.does("messages", id, aNote(canary));
    omar.does("take", id, words(canary));
    omar.does("resolve", id, words(canary));

    var events = feed.news("request", id);

    assertThat(events).hasSize(4);
    assertThat(events.toString())
        .doesNotContain(canary)
        .doesNotContain("Ortiz")
        .doesNotContain("Patel");
  }

  @Test
  void a_transaction_in_progress_makes_the_feed_wait_and_not_skip()
      throws SQLException, InterruptedException {
    var early = nina.files(aNeed());
    var late = nina.files(aNeed());
    var feed = Feed.fromNow(omar);
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        // Draws the number of its transaction and its position first, and commits last.
        statement.execute(
            """
            update support_request set version = 2 where id = '%1$s';
            insert into request_event
                (request_id, seq, type, at, recorded_at, payload, salt)
            values ('%1$s', 2, 'warned', now(), now(),
              '{"clock": "acknowledge", "cycle": 1, "percent": 50}', null)
            """
                .formatted(early));
      }
      omar.acknowledge(late);

      var waiting = feed.next();

      assertThat(Feed.items(waiting)).isEmpty();
      assertThat(waiting).containsKey("withheldSince");
      Thread.sleep(1_100);
      measure.measure();
      assertThat(meters.get("andon.events.withheld").timeGauge().value(TimeUnit.SECONDS))
          .isBetween(1.0, 30.0);
      connection.commit();
    }
    assertThat(feed.ids()).containsExactly(early + ".2", late + ".2");
  }

  @Test
  void a_reader_beside_many_writers_misses_nothing() {
    var feed = Feed.fromNow(omar);
    var calls = new ArrayList<Callable<List<String>>>();
    for (var i = 0; i < 6; i++) {
      calls.add(
          () -> {
            var written = new ArrayList<String>();
            for (var n = 0; n < 8; n++) {
              var id = nina.files(aNeed());
              omar.acknowledge(id);
              written.addAll(List.of(id + ".1", id + ".2"));
            }
            return written;
          });
    }
    calls.add(
        () -> {
          var read = new ArrayList<String>();
          for (var n = 0; n < 60; n++) {
            read.addAll(feed.ids("limit", 7));
          }
          return read;
        });

    var results = AtOnce.call(calls);

    var read = new ArrayList<>(results.removeLast());
    read.addAll(feed.ids());
    assertThat(read)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(results.stream().flatMap(List::stream).toList());
  }

  @Test
  void a_reader_sees_the_events_of_requests_that_they_may_see_now() {
    var feed = Feed.fromNow(marcus);
    var named = nina.files(aNeed());
    var confidential = nina.files(aNeed().with("visibility", "confidential"));
    var anonymous = nina.files(aNeed().with("visibility", "anonymous"));
    omar.does("messages", named, aNote("For the department"));
    var cursor = feed.cursor();

    assertThat(feed.ids()).containsExactly(named + ".1");
    assertThat(Feed.after(nina, cursor).ids("mine", true))
        .containsExactly(named + ".1", confidential + ".1", anonymous + ".1");
    assertThat(Feed.after(edith, cursor).ids()).hasSize(4).contains(named + ".2");
  }

  @Test
  void filters_choose_among_the_events() {
    var feed = Feed.fromNow(omar);
    var cursor = feed.cursor();
    var supplies = nina.files(aNeedOf("this_shift", "supplies"));
    var other = nina.files(aNeedOf("slows_care", "other"));

    assertThat(feed.ids("category", "supplies")).containsExactly(supplies + ".1");
    assertThat(Feed.after(omar, cursor).ids("impact", "slows_care")).containsExactly(other + ".1");
    assertThat(Feed.after(omar, cursor).ids("types", "resolved")).isEmpty();
    assertThat(Feed.after(omar, cursor).ids("unit", "4W", "facility", "LAKESIDE")).hasSize(2);
    assertThat(Feed.after(omar, cursor).ids("unit", "LD")).isEmpty();
    assertThat(Feed.after(omar, cursor).ids("team", "supply-chain"))
        .containsExactly(supplies + ".1");
    assertThat(Feed.after(omar, cursor).ids("limit", 1)).hasSize(2);
  }

  @Test
  void a_call_that_may_wait_answers_as_soon_as_something_happens() {
    var feed = Feed.fromNow(omar);

    var answers =
        AtOnce.<Object>call(
            () -> {
              var begin = System.nanoTime();
              var ids = Feed.items(feed.next("wait", 30)).stream().map(it -> it.get("id")).toList();
              assertThat(Duration.ofNanos(System.nanoTime() - begin))
                  .isLessThan(Duration.ofSeconds(10));
              return ids;
            },
            () -> {
              Thread.sleep(1_000);
              assertThat(meters.get("andon.calls.running").gauge().value()).isZero();
              assertThat(meters.get("andon.events.open").gauge().value()).isEqualTo(1);
              return nina.files(aNeed()) + ".1";
            });

    assertThat(answers.getFirst()).isEqualTo(List.of(answers.get(1)));
    assertThat(meters.get("andon.events.open").gauge().value()).isZero();
  }

  @Test
  void a_call_that_may_wait_does_not_answer_for_what_its_caller_may_not_see() {
    var feed = Feed.fromNow(marcus);

    var answers =
        AtOnce.<Object>call(
            () -> {
              var begin = System.nanoTime();
              var page = feed.next("wait", 3);
              assertThat(Duration.ofNanos(System.nanoTime() - begin))
                  .isGreaterThan(Duration.ofMillis(2_900));
              return Feed.items(page).size();
            },
            () -> {
              Thread.sleep(500);
              return nina.files(aNeed().with("visibility", "confidential"));
            });

    assertThat(answers.getFirst()).isEqualTo(0);
    assertThat(feed.news()).isEmpty();
  }

  @Test
  void one_person_may_leave_five_calls_open() {
    var cursor = Feed.fromNow(edith).cursor();
    var statuses =
        AtOnce.call(
            6,
            () ->
                edith
                    .calls()
                    .queryParam("after", cursor)
                    .queryParam("wait", 2)
                    .get(Feed.EVENTS)
                    .statusCode());

    assertThat(statuses).containsOnlyOnce(429);
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=5,                     after,    required",
    "after=now&wait=56,           wait,     not_valid",
    "after=now&wait=x,            wait,     not_valid",
    "after=now&limit=0,           limit,    not_valid",
    "after=now&limit=1001,        limit,    not_valid",
    "after=now&types=pressed,     types,    unknown_value",
    "after=now&category=x,        category, unknown_value",
    "after=now&impact=x,          impact,   unknown_value",
    "after=now&facility=x,        facility, unknown_facility",
    "after=now&unit=x,            unit,     unknown_unit",
    "after=now&team=x,            team,     unknown_team",
    "after=now&request=x,         request,  not_valid",
    "after=now&mine=yes,          mine,     not_valid",
    "after=now&after=start,       after,    repeated_parameter",
    "after=now&cursor=x,          query,    unknown_parameter",
  })
  void a_wrong_parameter_is_named(String query, String name, String code) {
    omar.calls()
        .get(Feed.EVENTS + "?" + query)
        .then()
        .statusCode(400)
        .body("errors[0].pointer", equalTo(name))
        .body("errors[0].code", equalTo(code));
  }

  @Test
  void a_damaged_cursor_is_refused() {
    var cursor = Feed.fromNow(omar).cursor();

    omar.calls()
        .queryParam("after", cursor.substring(0, cursor.length() - 2) + "AA")
        .get(Feed.EVENTS)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
  }

  @Test
  void a_cursor_beyond_the_last_transaction_is_refused() {
    var future = new FeedPosition(1, 1, 900_000_000_000L, 0).cursor();

    var restart = refusedWithRestart(future);

    assertThat(omar.calls().urlEncodingEnabled(false).get(restart).statusCode()).isEqualTo(200);
  }

  @Test
  void a_history_of_another_cluster_begins_an_era() throws SQLException {
    var before = Feed.fromNow(omar).cursor();
    var id = nina.files(aNeed());
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      // As after a restore into a cluster with lower transactions.
      statement.execute(
          """
          update support_request set version = 2 where id = '%1$s';
          insert into request_event
            (request_id, seq, type, at, recorded_at, payload, salt, transaction)
          values ('%1$s', 2, 'warned', now(), now(),
            '{"clock": "acknowledge", "cycle": 1, "percent": 50}', null, '800000000000')
          """
              .formatted(id));
    }

    var restart = refusedWithRestart(before);

    omar.acknowledge(id);
    var since = new ArrayList<String>();
    var cursor = restart.replaceFirst(".*after=", "");
    since.addAll(Feed.after(omar, cursor).ids("request", id));
    assertThat(since).containsExactly(id + ".3");
    // From the beginning, the events of both eras come in order.
    assertThat(Feed.after(omar, "start").ids("request", id))
        .containsExactly(id + ".1", id + ".2", id + ".3");
  }

  private String refusedWithRestart(String cursor) {
    return omar.calls()
        .queryParam("after", cursor)
        .get(Feed.EVENTS)
        .then()
        .statusCode(410)
        .body("code", equalTo("cursor-of-another-era"))
        .extract()
        .path("restart");
  }

  @Test
  void a_request_that_does_not_exist_has_no_events() {
    assertThat(Feed.after(omar, "start").ids("request", UUID.randomUUID().toString())).isEmpty();
    assertThat(Feed.after(omar, "start").ids("request", "SR-999999999")).isEmpty();
  }
}
