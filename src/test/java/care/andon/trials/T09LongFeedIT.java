package care.andon.trials;

import care.andon.support.LongHistory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T9: pages of the feed are read one after the other, with a million events behind them. */
@Experiment
class T09LongFeedIT {
  /** Each has about 3.7 events. */
  private static final String REQUESTS = "270000";

  private static final int AT_ONCE = 200;
  private static final int WARM_UP = 2_000;
  private static final int PAGES = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path temp;

  @Test
  void pages_of_a_long_feed(Verdict verdict) throws Exception {
    try (var rig = Rig.on(temp, 0)) {
      // In operation a day is closed once. Here a thousand days would be closed beside the pages.
      rig.begin(1, Map.of("ANDON_FIGURES_CLOSE", "off"));
      var database = rig.database();
      var seconds = database.number("select cast(extract(epoch from now()) as bigint)");
      LongHistory.fill(database.source(), REQUESTS, Instant.ofEpochSecond(seconds));
      // What is still to be written to the disk would be written while pages are read.
      database.sql("checkpoint");
      var auditor = rig.issuer().token("trial.auditor", List.of("auditor"), "4W");

      var took = new ArrayList<Duration>();
      var full = 0;
      var cursor = "start";
      for (int i = 0; i < WARM_UP + PAGES; i++) {
        var begin = System.nanoTime();
        var answer = Follower.page(rig, auditor, cursor);
        var end = System.nanoTime();
        var page = JSON.readTree(answer);
        if (i >= WARM_UP) {
          took.add(Duration.ofNanos(end - begin));
          full += page.get("items").size() == AT_ONCE ? 1 : 0;
        }
        cursor = page.get("cursor").asText();
      }
      verdict.atLeast("events", database.number("select count(*) from request_event"), 900_000);
      verdict.atLeast("pages of 200 events", full, PAGES);
      verdict.note("a page, half", Journal.percentile(50, took).toMillis() + " ms");
      verdict.atMost("a page, 95 %", Journal.percentile(95, took), Duration.ofMillis(15));
    }
  }
}
