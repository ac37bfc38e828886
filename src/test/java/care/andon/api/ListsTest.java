package care.andon.api;

import static care.andon.api.RequestList.cursorOf;
import static care.andon.api.RequestList.file;
import static care.andon.api.RequestList.list;
import static care.andon.api.RequestList.need;
import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aWord;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import care.andon.support.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists: pages, cursors and orders. Each test finds its own requests by a unique word. */
@QuarkusTest
class ListsTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  @Test
  void a_page_has_50_items_unless_one_asks_for_less() {
    var word = aWord();
    file(52, word);

    list("q=" + word).then().body("items", hasSize(50)).body("next", notNullValue());
    list("limit=7&q=" + word).then().body("items", hasSize(7));
    list("limit=52&q=" + word).then().body("items", hasSize(52)).body("next", nullValue());
    list("limit=5000&q=" + word).then().body("items", hasSize(52));
  }

  @Test
  void more_than_200_are_never_on_a_page() {
    var word = aWord();
    file(201, word);

    list("limit=100000&q=" + word).then().body("items", hasSize(200)).body("next", notNullValue());
    list("limit=99999999999999999999&q=" + word).then().body("items", hasSize(200));
    assertThat(omar.all(Api.REQUESTS + "?limit=100000&q=" + word)).hasSize(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "abc", "", "1.5", "1e2", "%2B5", "%D9%A3"})
  void a_limit_is_a_whole_number_from_1(String limit) {
    var answer = list("limit=" + limit);

    answer
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid-parameter"))
        .body("errors[0].pointer", equalTo("limit"));
  }

  @Test
  void next_is_a_reference_and_a_link() {
    var word = aWord();
    file(3, word);

    var page = list("limit=2&q=" + word);

    var next = page.jsonPath().getString("next");
    assertThat(next).startsWith("/api/v1/requests?");
    assertThat(page.header("Link")).isEqualTo("<" + next + ">; rel=\"next\"");
    var last = omar.calls().urlEncodingEnabled(false).get(next);
    last.then().statusCode(200).body("items", hasSize(1)).body("next", nullValue());
    assertThat(last.header("Link")).isNull();
  }

  @Test
  void a_changed_cursor_is_refused() {
    var word = aWord();
    file(3, word);
    var cursor = cursorOf(list("limit=1&q=" + word));

    for (int i = 0; i < cursor.length(); i += 5) {
      var touched = new StringBuilder(cursor);
      touched.setCharAt(i, cursor.charAt(i) == 'A' ? 'B' : 'A');
      assertRefused(list("limit=1&q=" + word + "&cursor=" + touched));
    }
    for (var bad : List.of("x", "bmluYQ", "!!", cursor + "A", "A".repeat(3_000))) {
      assertRefused(list("limit=1&q=" + word + "&cursor=" + bad));
    }
  }

  @Test
  void a_cursor_belongs_to_its_filters_its_order_its_list_and_its_person() {
    var word = aWord();
    file(3, word);
    var cursor = cursorOf(list("limit=1&q=" + word));

    assertRefused(list("limit=1&cursor=" + cursor));
    assertRefused(list("limit=1&q=" + word + "&status=open&cursor=" + cursor));
    assertRefused(list("limit=1&q=" + word + "&sort=askedAt&cursor=" + cursor));
    assertRefused(
        Api.as("mei.chen").calls().get(Api.REQUESTS + "?limit=1&q=" + word + "&cursor=" + cursor));
    var id = nina.files(aNeed());
    assertRefused(nina.calls().get(Api.REQUESTS + "/" + id + "/history?cursor=" + cursor));
    list("limit=2&q=" + word + "&cursor=" + cursor)
        .then()
        .statusCode(200)
        .body("items", hasSize(2));
  }

  @Test
  void the_history_comes_in_pages_too() {
    var id = nina.files(aNeed());
    for (int i = 0; i < 4; i++) {
      omar.message(id, "Word " + i);
    }

    var events = nina.all(Api.REQUESTS + "/" + id + "/history?limit=2");

    assertThat(events).extracting(event -> event.get("seq")).containsExactly(1, 2, 3, 4, 5);
  }

  @ParameterizedTest
  @CsvSource({"askedAt", "dueAt", "updatedAt"})
  void every_order_holds_over_all_pages_in_both_directions(String key) {
    var word = aWord();
    var ids = file(9, word);
    nina.changeImpact(ids.get(2), "patient_waiting");
    nina.changeImpact(ids.get(5), "improvement");
    omar.resolve(ids.get(7));

    var ascending = omar.all(Api.REQUESTS + "?limit=2&sort=" + key + "&q=" + word);
    var descending = omar.all(Api.REQUESTS + "?limit=2&sort=-" + key + "&q=" + word);

    assertThat(ascending).hasSize(9).extracting(item -> item.get("id")).doesNotHaveDuplicates();
    assertThat(ascending)
        .isSortedAccordingTo(
            Comparator.comparing(
                item -> (String) item.getOrDefault(key, "9"), ListsTest::instants));
    Collections.reverse(descending);
    assertThat(descending).isEqualTo(ascending);
  }

  private static int instants(String one, String other) {
    return one.equals("9") || other.equals("9")
        ? one.compareTo(other)
        : Instant.parse(one).compareTo(Instant.parse(other));
  }

  @Test
  void the_latest_request_comes_first_by_default() {
    var word = aWord();
    var ids = file(3, word);

    assertThat(omar.all(Api.REQUESTS + "?q=" + word))
        .extracting(item -> item.get("id"))
        .containsExactlyElementsOf(ids.reversed());
  }

  @Test
  void while_rows_are_added_and_changed_every_row_that_was_there_comes_exactly_once()
      throws Exception {
    var word = aWord();
    var there = file(30, word);
    for (var sort : List.of("askedAt", "-askedAt")) {
      var seen = new ArrayList<String>();
      var done = new AtomicBoolean();
      try (var threads = Executors.newFixedThreadPool(2)) {
        var adding =
            threads.submit(
                () -> {
                  while (!done.get()) {
                    nina.files(need(word));
                  }
                });
        var changing =
            threads.submit(
                () -> {
                  for (int i = 0; !done.get(); i++) {
                    omar.message(there.get(i * 7 % there.size()), "Word " + i);
                  }
                });
        Api.as("mei.chen")
            .all(Api.REQUESTS + "?limit=2&sort=" + sort + "&q=" + word)
            .forEach(item -> seen.add((String) item.get("id")));
        done.set(true);
        adding.get(30, SECONDS);
        changing.get(30, SECONDS);
      }
      assertThat(seen).doesNotHaveDuplicates();
      assertThat(new HashSet<>(seen)).containsAll(there);
    }
  }

  private static void assertRefused(Response answer) {
    answer
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("invalid-cursor"));
  }
}
