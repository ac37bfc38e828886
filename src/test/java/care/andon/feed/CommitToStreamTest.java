package care.andon.feed;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.Trial;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How long after its commit an event arrives at the readers of streams. */
@QuarkusTest
class CommitToStreamTest {
  private static final int NEEDS = 60;
  private static final List<String> READERS =
      List.of("omar.ortiz", "grace.kim", "marcus.bell", "edith.lowe");

  private final Api nina = Api.as("nina.patel");

  private record Arrival(String id, long nanos) {}

  @Trial
  @Test
  void every_stream_has_each_event_within_a_second_and_a_half() throws Exception {
    var streams = new ArrayList<Stream>();
    try {
      var arrivals = new ArrayList<CompletableFuture<List<Arrival>>>();
      for (var reader : READERS) {
        var person = Api.as(reader);
        for (var i = 0; i < 5; i++) {
          var stream = Stream.after(person, Feed.fromNow(person).cursor());
          streams.add(stream);
          arrivals.add(
              CompletableFuture.supplyAsync(() -> read(stream), Thread::startVirtualThread));
        }
      }
      var filed = new HashMap<String, Long>();
      for (var i = 0; i < NEEDS; i++) {
        var id = nina.files(aNeed());
        filed.put(id + ".1", System.nanoTime());
        Thread.sleep(50);
      }

      var took = new ArrayList<Duration>();
      for (var arrived : arrivals) {
        for (var arrival : arrived.get()) {
          took.add(Duration.ofNanos(arrival.nanos() - filed.get(arrival.id())));
        }
      }
      took.sort(null);
      var p99 = took.get((took.size() - 1) * 99 / 100);
      System.out.printf(
          "Commit to stream, %d streams: p50 %d ms, p99 %d ms%n",
          streams.size(), took.get(took.size() / 2).toMillis(), p99.toMillis());
      assertThat(took).hasSize(NEEDS * streams.size());
      assertThat(p99).isLessThan(Duration.ofMillis(1_500));
    } finally {
      streams.forEach(Stream::close);
    }
  }

  private static List<Arrival> read(Stream stream) {
    var arrivals = new ArrayList<Arrival>();
    try {
      while (arrivals.size() < NEEDS) {
        var event = stream.events(1).getFirst();
        var now = System.nanoTime();
        arrivals.add(new Arrival(JsonPath.from(event.data()).getString("id"), now));
      }
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
    return arrivals;
  }
}
