package care.andon.feed;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream of server-sent events, read on a thread of its own. */
final class Stream implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final InputStream body;
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final HttpResponse<InputStream> response;

  /** A message; fields that it does not have are empty. */
  record Message(String id, String event, String data, String comment) {}

  private Stream(Api person, String query, String lastEventId)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + RestAssured.port + Feed.EVENTS + "?" + query))
            .header("Authorization", "Bearer " + person.token())
            .header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    body = response.body();
    if (response.statusCode() == 200) {
      Thread.ofPlatform().daemon().start(this::read);
    }
  }

  static Stream after(Api person, String cursor) throws IOException, InterruptedException {
    return new Stream(person, "after=" + cursor, "");
  }

  static Stream again(Api person, String lastEventId) throws IOException, InterruptedException {
    return new Stream(person, "after=start", lastEventId);
  }

  static Stream of(Api person, String query) throws IOException, InterruptedException {
    return new Stream(person, query, "");
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  private void read() {
    try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(body))) {
      var fields = new String[] {"", "", "", ""};
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          messages.add(new Message(fields[0], fields[1], fields[2], fields[3]));
          fields = new String[] {"", "", "", ""};
        }
        var value = line.replaceFirst("^\\w*: ?", "");
        switch (line.replaceFirst(":.*", "")) {
          case "id" -> fields[0] = value;
          case "event" -> fields[1] = value;
          case "data" -> fields[2] += value;
          case "" -> fields[3] = line.isEmpty() ? "" : value;
          default -> {}
        }
      }
    } catch (IOException closed) {
      // The test has closed the stream.
    }
  }

  Message next() throws InterruptedException {
    var message = messages.poll(10, TimeUnit.SECONDS);
    assertThat(message).as("A message within ten seconds").isNotNull();
    return message;
  }

  /** Returns the next messages with an event. */
  List<Message> events(int many) throws InterruptedException {
    var events = new ArrayList<Message>();
    while (events.size() < many) {
      var message = next();
      if (!message.event().isEmpty()) {
        events.add(message);
      }
    }
    return events;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
