package care.andon.trials;

import static java.util.stream.Collectors.joining;

import care.andon.support.PackagedService;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A caregiver who follows events, and goes on after the last one at another instance. */
final class Follower {
  private static final String EVENTS = "/api/v1/events";
  private static final Duration BEFORE_TRYING_AGAIN = Duration.ofMillis(500);
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP =
      HttpClient.newBuilder().executor(Executors.newVirtualThreadPerTaskExecutor()).build();

  private final List<Arrival> arrivals = Collections.synchronizedList(new ArrayList<>());
  private final Rig rig;
  private final int caregiver;
  private volatile int connections;
  private volatile String last;

  /** An event and when it arrived, in nanoseconds of {@link System#nanoTime}. */
  record Arrival(String id, long at) {}

  private Follower(Rig rig, int caregiver, String cursor) {
    this.rig = rig;
    this.caregiver = caregiver;
    this.last = cursor;
  }

  /** Lets so many caregivers follow the events after a cursor, until the executor ends. */
  static List<Follower> begin(Rig rig, ExecutorService people, int many, String cursor) {
    var followers = IntStream.range(0, many).mapToObj(i -> new Follower(rig, i, cursor)).toList();
    followers.forEach(it -> people.submit(it::follow));
    return followers;
  }

  private Void follow() throws InterruptedException {
    while (true) {
      var instances = rig.instances();
      var instance = instances.get((caregiver + connections) % instances.size());
      connections++;
      try {
        read(call(instance, rig.caregiver(caregiver), "?after=start", last));
      } catch (IOException broken) {
        // Goes on at another instance.
      }
      Thread.sleep(BEFORE_TRYING_AGAIN);
    }
  }

  int connections() {
    return connections;
  }

  List<Arrival> arrivals() {
    synchronized (arrivals) {
      return List.copyOf(arrivals);
    }
  }

  /** The ids of all events that arrived, in order. */
  List<String> ids() {
    return arrivals().stream().map(Arrival::id).toList();
  }

  private void read(HttpRequest stream) throws IOException, InterruptedException {
    var answer = HTTP.send(stream, BodyHandlers.ofInputStream());
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
    var now = System.nanoTime();
    last = cursor;
    if (event.hasNonNull("id")) {
      arrivals.add(new Arrival(event.get("id").asText(), now));
    }
  }

  /** The cursor behind the newest event. */
  static String now(Rig rig) throws IOException, InterruptedException {
    return page(rig, 0, "now").get("cursor").asText();
  }

  /** The ids of all events after a cursor that a caregiver sees, read page by page. */
  static List<String> feed(Rig rig, int caregiver, String begin) {
    var ids = new ArrayList<String>();
    var cursor = begin;
    try {
      for (var isUpToDate = false; !isUpToDate; ) {
        var page = page(rig, caregiver, cursor);
        page.get("items").forEach(it -> ids.add(it.get("id").asText()));
        cursor = page.get("cursor").asText();
        isUpToDate = page.get("upToDate").asBoolean();
      }
    } catch (IOException | InterruptedException failed) {
      throw new UncheckedIOException(new IOException(failed));
    }
    return ids;
  }

  private static JsonNode page(Rig rig, int caregiver, String after)
      throws IOException, InterruptedException {
    return JSON.readTree(page(rig, rig.caregiver(caregiver), after));
  }

  /** A page of 200 events after a cursor, as the person with the token gets it. */
  static String page(Rig rig, String token, String after) throws IOException, InterruptedException {
    var request = call(rig.instances().getLast(), token, "?limit=200&after=" + after, null);
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.statusCode() + " " + answer.body().lines().limit(3).collect(joining()));
    }
    return answer.body();
  }

  /** A call for a page, or for the stream after an event. */
  private static HttpRequest call(
      PackagedService instance, String token, String query, @Nullable String after) {
    var uri = URI.create("http://127.0.0.1:" + instance.port() + EVENTS + query);
    var request = HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token);
    if (after != null) {
      request.header("Accept", "text/event-stream").header("Last-Event-ID", after);
    }
    return request.build();
  }
}
