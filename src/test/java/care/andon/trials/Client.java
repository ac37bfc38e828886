package care.andon.trials;

import care.andon.support.PackagedService;
import care.andon.trials.Journal.Answer;
import care.andon.trials.Journal.Attempt;
import care.andon.trials.Journal.Operation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the service as a careful client does: it repeats a call with the same Idempotency-Key until
 * the outcome is known. It notes every attempt in a journal.
 */
final class Client {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REQUESTS = "/api/v1/requests";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final Journal journal;
  private final IntSupplier port;
  private final Duration timeout;
  private final Duration patience;

  /**
   * A client.
   *
   * @param port where to send the next attempt
   * @param timeout how long to wait for an answer
   * @param patience how long to repeat a call
   */
  Client(Journal journal, IntSupplier port, Duration timeout, Duration patience) {
    this.journal = journal;
    this.port = port;
    this.timeout = timeout;
    this.patience = patience;
  }

  /** A call with its key. */
  record Call(String act, String path, String token, String body, boolean urgent, String key) {
    /** Files a need. The need names the key, so that it is found in the database. */
    static Call create(String token, String impact) {
      var key = UUID.randomUUID().toString();
      return create(token, impact, "trial " + key, key);
    }

    /** Files a need with other words. */
    static Call create(String token, String impact, String need) {
      return create(token, impact, need, UUID.randomUUID().toString());
    }

    private static Call create(String token, String impact, String need, String key) {
      var body =
          "{\"impact\": \"%s\", \"category\": \"supplies\", \"need\": \"%s\"}"
              .formatted(impact, need);
      return new Call("create", REQUESTS, token, body, impact.equals("patient_waiting"), key);
    }

    /** Acts on a request. */
    static Call act(String act, @Nullable String request, String token, String body) {
      var path = REQUESTS + "/" + request + "/" + act;
      return new Call(act, path, token, body, false, UUID.randomUUID().toString());
    }
  }

  /** Calls until the outcome is known, or for as long as the client has patience. */
  Operation untilKnown(Call call) throws InterruptedException {
    var begin = System.nanoTime();
    var end = begin + patience.toNanos();
    var attempt = once(call);
    var attempts = 1;
    while (!attempt.isKnown() && System.nanoTime() < end) {
      var pause = Math.min(2_000, 200 << Math.min(attempts, 4));
      Thread.sleep(ThreadLocalRandom.current().nextLong(pause / 2, pause));
      attempt = once(call);
      attempts++;
    }
    var took = Duration.ofNanos(System.nanoTime() - begin);
    var operation = new Operation(call.key(), call.act(), begin, took, attempt, attempts);
    journal.add(operation);
    return operation;
  }

  /** Calls once. */
  Attempt once(Call call) throws InterruptedException {
    var to = port.getAsInt();
    var trace = UUID.randomUUID().toString().replace("-", "");
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to + call.path()))
            .timeout(timeout)
            .header("Authorization", "Bearer " + call.token())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", call.key())
            .header("traceparent", "00-" + trace + "-" + trace.substring(16) + "-01")
            .POST(BodyPublishers.ofString(call.body()))
            .build();
    var sent = System.nanoTime();
    Attempt attempt;
    try {
      attempt = answered(call, to, sent, trace, http.send(request, BodyHandlers.ofString()));
    } catch (IOException failed) {
      var nothing = new Answer(null, null, null, null);
      attempt =
          new Attempt(
              call.key(),
              call.act(),
              to,
              call.urgent(),
              sent,
              since(sent),
              0,
              false,
              trace,
              nothing,
              failed.toString());
    }
    journal.add(attempt);
    return attempt;
  }

  private static Attempt answered(
      Call call, int port, long sent, String trace, HttpResponse<String> response) {
    var took = since(sent);
    var json = json(response.body());
    var answer =
        new Answer(
            text(json, "id"),
            json.has("version") ? json.get("version").asInt() : null,
            text(json, "code"),
            text(json, "traceId"));
    return new Attempt(
        call.key(),
        call.act(),
        port,
        call.urgent(),
        sent,
        took,
        response.statusCode(),
        response.headers().firstValue("Retry-After").isPresent(),
        trace,
        answer,
        null);
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException notJson) {
      return JSON.createObjectNode();
    }
  }

  private static @Nullable String text(JsonNode json, String name) {
    return json.has(name) ? json.get(name).asText() : null;
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** The instances of a rig in turn, whether they answer or not. */
  static IntSupplier inTurn(Rig rig) {
    var next = new AtomicInteger();
    return () -> {
      var instances = rig.instances();
      return instances.get(Math.floorMod(next.getAndIncrement(), instances.size())).port();
    };
  }

  /** One instance. */
  static IntSupplier only(PackagedService instance) {
    return instance::port;
  }
}
