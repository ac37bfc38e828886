package care.andon.trials;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.pages.Chromium;
import care.andon.support.LongHistory;
import care.andon.support.PackagedService;
import care.andon.trials.Client.Call;
import com.microsoft.playwright.BrowserContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * K2: fifty pages a second of all kinds, beside five needs a second, from one packaged instance
 * with the requests of ten weeks.
 */
@Experiment
class K02PagesUnderLoadIT {
  private static final int REQUESTS = 20_000;
  private static final int PAGES_A_SECOND = 50;
  private static final int NEEDS_A_SECOND = 5;
  private static final Duration GOAL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration SESSION = Duration.ofMinutes(10);

  /** The first readers of a page; a scorecard is computed for them, and the JVM is cold. */
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  @TempDir Path temp;

  private final HttpClient client = HttpClient.newHttpClient();

  /** What a page took, and its status. */
  private record Read(String path, Duration took, int status) {}

  @Test
  void pages_beside_needs(Verdict verdict) throws Exception {
    var port = PackagedService.freePort();
    var redirects = List.of(PagesOverTls.at(port) + "/pages/signed-in");
    try (var keycloak = Keycloak.start(redirects, SESSION, temp);
        var rig = Rig.on(temp, 0)) {
      keycloak.awaitReady();
      rig.begin(1, PagesOverTls.settings(keycloak, port, temp));
      LongHistory.fill(
          rig.database().source(), Integer.toString(REQUESTS), Instant.now().minusSeconds(60));
      new Client(new Journal(), Client.inTurn(rig), PATIENCE, PATIENCE)
          .untilKnown(Call.create(rig.caregiver(0), "this_shift"));
      var paths = paths(rig);
      var cookie = cookie(port);
      try (var load = Load.begin(rig, Load.Plan.of(NEEDS_A_SECOND, 0))) {
        read(rig, paths, cookie, WARM_UP);
        var begin = System.nanoTime();
        var reads = read(rig, paths, cookie, Length.of(20));
        var journal = load.end();

        verdict.none("refused", reads.stream().filter(it -> it.status() != 200).toList());
        for (var path : paths) {
          var took = reads.stream().filter(it -> it.path().equals(path)).map(Read::took).toList();
          verdict.note(
              path, "95 % " + Journal.percentile(95, took).toMillis() + " ms of " + took.size());
        }
        var all = reads.stream().map(Read::took).toList();
        verdict.note("pages, half of them", Journal.percentile(50, all).toMillis() + " ms");
        verdict.atMost("pages, 95 %", Journal.percentile(95, all), GOAL);
        var needs = Journal.times(journal.attempts(it -> it.sent() > begin));
        verdict.note("needs filed, 95 %", Journal.percentile(95, needs).toMillis() + " ms");
        verdict.none("needs refused", journal.attempts(it -> !it.isDone()));
      }
    }
  }

  /** One page of each kind that a caregiver sees. */
  private static List<String> paths(Rig rig) throws Exception {
    try (var connection = rig.database().source().getConnection();
        var sql = connection.createStatement();
        var row =
            sql.executeQuery(
                """
                select (select code from facility limit 1), (select code from team limit 1),
                  (select reference from support_request order by received_at desc limit 1)
                """)) {
      assertThat(row.next()).isTrue();
      return List.of(
          "/",
          "/pages/scorecard",
          "/pages/scorecard?period=2026",
          "/pages/facilities/" + row.getString(1),
          "/pages/teams/" + row.getString(2),
          "/pages/units/4W",
          "/pages/requests/SR-" + row.getLong(3),
          "/pages/definitions");
    }
  }

  /** That of a person who has signed in. */
  private static String cookie(int port) {
    try (var chromium = new Chromium();
        BrowserContext context = PagesOverTls.context(chromium)) {
      var page = context.newPage();
      page.navigate(PagesOverTls.at(port) + "/pages/units/4W");
      PagesOverTls.signIn(page, "nina.patel");
      page.waitForURL("**/pages/units/4W");
      return PagesOverTls.session(context).stream()
          .map(it -> it.name + "=" + it.value)
          .collect(joining("; "));
    }
  }

  /** Reads pages in turn. A page that comes late does not keep the next reader from asking. */
  private Collection<Read> read(Rig rig, List<String> paths, String cookie, Duration length)
      throws InterruptedException {
    var reads = new ConcurrentLinkedQueue<Read>();
    var begin = System.nanoTime();
    var many = (int) (length.toMillis() * PAGES_A_SECOND / 1_000);
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < many; i++) {
        var path = paths.get(i % paths.size());
        var due = begin + i * Duration.ofSeconds(1).toNanos() / PAGES_A_SECOND;
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        readers.submit(
            () -> {
              var status = get(rig.instances().getFirst().port(), path, cookie);
              reads.add(new Read(path, Duration.ofNanos(System.nanoTime() - due), status));
              return null;
            });
      }
    }
    assertThat(reads).hasSize(many);
    return reads;
  }

  private int get(int port, String path, String cookie) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Cookie", cookie)
            .header("Accept", "text/html")
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }
}
