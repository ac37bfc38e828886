package care.andon.api;

import static care.andon.support.Given.aNeedOf;
import static care.andon.support.Given.aWord;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Body;
import care.andon.support.Given;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A reader who pages sees each request that exists throughout exactly once, in every order, while
 * requests are added and changed between pages.
 */
@QuarkusTest
class PagesTest {
  /** More pages than there are requests. A reader who needs more is in a loop. */
  private static final int MANY_PAGES = 70;

  private static final List<String> IMPACTS =
      List.of("patient_waiting", "this_shift", "slows_care", "improvement");

  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");
  private final Api mei = Api.as("mei.chen");

  @Inject TimeMachine time;

  @ParameterizedTest
  @ValueSource(strings = {"askedAt", "-askedAt", "dueAt", "-dueAt", "updatedAt", "-updatedAt"})
  void every_request_comes_once_whatever_happens_between_pages(String sort) {
    var word = aWord();
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var there = file(30, word, random);
    for (int i = 0; i < 15; i++) {
      somethingHappens(there.get(random.nextInt(there.size())), random);
    }

    var seen = new ArrayList<String>();
    String next = Api.REQUESTS + "?limit=4&sort=" + sort + "&q=" + word;
    for (int page = 0; next != null; page++) {
      var answer = omar.calls().urlEncodingEnabled(false).get(next).then().statusCode(200);
      seen.addAll(answer.extract().jsonPath().getList("items.id"));
      next = answer.extract().path("next");
      // Changes some requests between two pages, both seen and unseen ones.
      for (int i = 0; next != null && i < 6; i++) {
        somethingHappens(there.get(random.nextInt(there.size())), random);
      }
      if (page < 3) {
        file(1, word, random);
        time.pass(Duration.ofMinutes(random.nextInt(300)));
      }
    }

    assertThat(seen).as("seed %d", seed).doesNotHaveDuplicates().containsAll(there);
  }

  @ParameterizedTest
  @ValueSource(strings = {"askedAt", "-askedAt", "dueAt", "-dueAt", "updatedAt", "-updatedAt"})
  void every_request_comes_once_while_other_requests_change(String sort) throws Exception {
    var word = aWord();
    var there = file(40, word, new Random(1));
    var done = new AtomicBoolean();

    try (var threads = Executors.newFixedThreadPool(3)) {
      var adding =
          threads.submit(
              () -> {
                for (int i = 0; i < 20 && !done.get(); i++) {
                  nina.files(need(word, "patient_waiting"));
                }
              });
      var changing =
          threads.submit(
              () -> {
                var random = new Random(2);
                while (!done.get()) {
                  somethingHappens(there.get(random.nextInt(there.size())), random);
                }
              });
      var talking =
          threads.submit(
              () -> {
                for (int i = 0; !done.get(); i++) {
                  omar.tries("messages", there.get(i * 7 % there.size()), Given.aMessage("Soon"));
                }
              });
      try {
        for (int round = 0; round < 2; round++) {
          assertThat(paged(Api.REQUESTS + "?limit=3&sort=" + sort + "&q=" + word))
              .doesNotHaveDuplicates()
              .containsAll(there);
        }
      } finally {
        done.set(true);
      }
      adding.get(30, SECONDS);
      changing.get(30, SECONDS);
      talking.get(30, SECONDS);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dueAt", "-updatedAt"})
  void an_unchanged_first_page_is_answered_with_304(String sort) {
    var word = aWord();
    var there = file(3, word, new Random(3));
    var path = Api.REQUESTS + "?limit=2&sort=" + sort + "&q=" + word;
    var tag = omar.calls().get(path).header("ETag");
    // Other requests change, so the cursor differs.
    nina.files(need(aWord(), "this_shift"));

    var again = omar.calls().header("If-None-Match", tag).get(path);

    again.then().statusCode(304).header("ETag", tag);
    assertThat(tag).startsWith("W/");
    there.forEach(id -> omar.message(id, "Soon"));
    omar.calls().header("If-None-Match", tag).get(path).then().statusCode(200);
  }

  private List<String> paged(String path) {
    var ids = new ArrayList<String>();
    var next = path;
    for (int pages = 0; next != null; pages++) {
      assertThat(pages).as("pages").isLessThan(MANY_PAGES);
      var page = mei.calls().urlEncodingEnabled(false).get(next).then().statusCode(200).extract();
      ids.addAll(page.jsonPath().getList("items.id"));
      next = page.path("next");
    }
    return ids;
  }

  /** Does one act, which may be refused. No request is closed. */
  private void somethingHappens(String id, Random random) {
    switch (random.nextInt(8)) {
      case 0 -> omar.tries("acknowledge", id, Given.anAcknowledgement());
      case 1 -> omar.tries("messages", id, Given.aMessage("Word " + random.nextInt()));
      case 2 -> omar.tries("ask", id, Given.aQuestion());
      case 3 -> nina.tries("answer", id, Given.words("Winged, please"));
      case 4, 5 -> nina.tries("impact", id, Given.anImpact(IMPACTS.get(random.nextInt(4))));
      case 6 -> nina.tries("messages", id, Given.aMessage("And " + random.nextInt()));
      default -> {
        omar.tries("resolve", id, Given.words("Two boxes are on the cart"));
        if (random.nextBoolean()) {
          nina.tries("reopen", id, Given.aReopening());
        }
      }
    }
  }

  private List<String> file(int many, String word, Random random) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < many; i++) {
      ids.add(nina.files(need(word, IMPACTS.get(random.nextInt(IMPACTS.size())))));
    }
    return ids;
  }

  private static Body need(String word, String impact) {
    return aNeedOf(impact, "supplies").with("need", "Out of " + word);
  }
}
