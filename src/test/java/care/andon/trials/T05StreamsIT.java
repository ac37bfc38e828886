package care.andon.trials;

import static java.util.stream.Collectors.joining;

import care.andon.support.PackagedService;
import care.andon.trials.Load.Plan;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * T5: five hundred people follow events at two instances, one of which is killed. Their streams go
 * on at the other. Each has the events of the feed, in its order.
 */
@Experiment
class T05StreamsIT {
  private static final int STREAMS = 500;
  private static final String EVENTS = "/api/v1/events";
  private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMillis(500);
  private static final Duration CAUGHT_UP = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path temp;

  private final HttpClient http =
      HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();

  /** A person who follows events, and goes on after the last one at another instance. */
  private final class Follower {
    private final List<String> ids = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger connections = new AtomicInteger();
    private final String token;
    private final int number;
    private volatile String last;

    Follower(String token, int number, String cursor) {
      this.token = token;
      this.number = number;
      this.last = cursor;
    }

    Void follow(Rig rig) throws InterruptedException {
      while (true) {
        var instances = rig.instances();
        var instance = instances.get((number + connections.getAndIncrement()) % instances.size());
        try {
          read(get(instance, token, "?after=start", last));
        } catch (IOException broken) {
          // Goes on at another instance.
        }
        Thread.sleep(BEFORE_TRYING_AGAIN);
      }
    }

    private void read(HttpRequest stream) throws IOException, InterruptedException {
      var answer = http.send(stream, BodyHandlers.ofInputStream());
      try (var lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        var cursor = "";
        var data = "";
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("id:")) {
            cursor = line.substring(3).strip();
          } else if (line.startsWith("data:")) {
            data = line.substring(5);
          } else if (line.isEmpty() && !cursor.isEmpty() && !data.isEmpty()) {
            // What comes without its end comes again.
            received(cursor, JSON.readTree(data));
            data = "";
          }
        }
      }
    }

    private void received(String cursor, JsonNode event) {
      last = cursor;
      if (event.hasNonNull("id")) {
        ids.add(event.get("id").asText());
      }
    }
  }

  @Test
  void each_stream_has_the_events_of_the_feed(Verdict verdict) throws Exception {
    try (var rig = Rig.on(temp, 2);
        var people = Executors.newVirtualThreadPerTaskExecutor();
        var load = Load.begin(rig, Plan.of(10, 0.3))) {
      var begin = page(rig, 0, "now").get("cursor").asText();
      var followers = follow(rig, people, begin);
      Thread.sleep(Length.of(10));
      var killed = rig.instances().getFirst();
      rig.forget(killed);
      killed.signal("KILL");
      Thread.sleep(Length.of(15));
      load.end();

      Map<Integer, List<String>> feeds = new ConcurrentHashMap<>();
      for (int i = 0; i < STREAMS; i++) {
        feeds.computeIfAbsent(i % 200, person -> feed(rig, person, begin));
      }
      var behind = new ArrayList<Integer>();
      for (int i = 0; i < STREAMS; i++) {
        if (!caughtUp(followers.get(i), feeds.get(i % 200))) {
          behind.add(i);
        }
      }
      people.shutdownNow();
      verdict.note("events in the feed of a person", feeds.get(0).size());
      verdict.atLeast("events", feeds.get(0).size(), 100);
      verdict.atLeast(
          "streams that had to connect again",
          followers.stream().filter(it -> it.connections.get() > 1).count(),
          STREAMS / 2 - 10);
      verdict.none("streams with other events than the feed", behind);
    }
  }

  private List<Follower> follow(Rig rig, ExecutorService people, String cursor) {
    var followers = new ArrayList<Follower>();
    for (int i = 0; i < STREAMS; i++) {
      var follower = new Follower(rig.caregiver(i), i, cursor);
      followers.add(follower);
      people.submit(() -> follower.follow(rig));
    }
    return followers;
  }

  private static boolean caughtUp(Follower follower, List<String> feed) throws Exception {
    var end = System.nanoTime() + CAUGHT_UP.toNanos();
    while (follower.ids.size() < feed.size() && System.nanoTime() < end) {
      Thread.sleep(50);
    }
    return List.copyOf(follower.ids).equals(feed);
  }

  /** The ids of all events that a person sees, read page by page. */
  private List<String> feed(Rig rig, int person, String begin) {
    var ids = new ArrayList<String>();
    var cursor = begin;
    try {
      for (var isUpToDate = false; !isUpToDate; ) {
        var page = page(rig, person, cursor);
        page.get("items").forEach(it -> ids.add(it.get("id").asText()));
        cursor = page.get("cursor").asText();
        isUpToDate = page.get("upToDate").asBoolean();
      }
    } catch (IOException | InterruptedException failed) {
      throw new UncheckedIOException(new IOException(failed));
    }
    return ids;
  }

  private JsonNode page(Rig rig, int person, String after)
      throws IOException, InterruptedException {
    var request = get(rig.instances().getLast(), rig.caregiver(person), "?after=" + after, null);
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.statusCode() + " " + answer.body().lines().limit(3).collect(joining()));
    }
    return JSON.readTree(answer.body());
  }

  /** A call for a page, or for the stream after an event. */
  private static HttpRequest get(
      PackagedService instance, String token, String query, @Nullable String after) {
    var uri = URI.create("http://127.0.0.1:" + instance.port() + EVENTS + query);
    var request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
    if (after != null) {
      request.header("Accept", "text/event-stream").header("Last-Event-ID", after);
    }
    return request.build();
  }
}
