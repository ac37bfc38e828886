package care.andon.trials;

import care.andon.benchmark.HttpConnection;
import care.andon.benchmark.HttpRequestBytes;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Clients who file needs as fast as they are answered, each on a connection of its own. Who is
 * refused comes back a second later, with another need. They cost little, so that the service and
 * not the clients are measured.
 */
final class Flood {
  private static final List<String> IMPACTS = List.of("this_shift", "slows_care", "improvement");

  /** One client sends for so many people in turn, so that no limit per person is met. */
  private static final int CALLERS = 8;

  private final Rig rig;
  private final int clients;
  private final Queue<Answered> answers = new ConcurrentLinkedQueue<>();

  private Flood(Rig rig, int clients) {
    this.rig = rig;
    this.clients = clients;
  }

  static Flood of(Rig rig, int clients) {
    return new Flood(rig, clients);
  }

  private record Answered(int status, boolean retryAfter, Duration took) {
    boolean isDone() {
      return status == 201;
    }

    boolean isRefused() {
      return (status == 503 || status == 429) && retryAfter;
    }
  }

  /** What the clients were answered. */
  record Flooded(Collection<Answered> answers, Duration time) {
    double perSecond() {
      return Math.rint(
          1_000.0 * answers.stream().filter(Answered::isDone).count() / time.toMillis());
    }

    List<Duration> refusals() {
      return answers.stream().filter(Answered::isRefused).map(Answered::took).toList();
    }

    Map<Integer, Integer> statuses() {
      var statuses = new TreeMap<Integer, Integer>();
      answers.forEach(it -> statuses.merge(it.status(), 1, Integer::sum));
      return statuses;
    }

    Collection<?> others() {
      return answers.stream().filter(it -> !it.isDone() && !it.isRefused()).toList();
    }
  }

  Flooded during(Duration time) {
    var port = rig.instances().getFirst().port();
    var end = System.nanoTime() + time.toNanos();
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < clients; i++) {
        var number = i;
        people.submit(() -> callUntil(end, port, number));
      }
    }
    return new Flooded(List.copyOf(answers), time);
  }

  private Void callUntil(long end, int port, int number) throws InterruptedException {
    var body =
        "{\"impact\": \"%s\", \"category\": \"supplies\", \"need\": \"flood\"}"
            .formatted(IMPACTS.get(number % IMPACTS.size()));
    var requests =
        IntStream.range(0, CALLERS)
            .mapToObj(i -> rig.caregiver(number * CALLERS + i))
            .map(caller -> HttpRequestBytes.post("/api/v1/requests", caller, body))
            .toList();
    while (System.nanoTime() < end) {
      try (var http = new HttpConnection(port)) {
        // Not all begin with the first, who would have too many calls then.
        for (int i = number; System.nanoTime() < end; i++) {
          call(http, requests.get(i % CALLERS).withKey(UUID.randomUUID().toString()));
        }
      } catch (IOException broken) {
        answers.add(new Answered(0, false, Duration.ZERO));
        Thread.sleep(1_000);
      }
    }
    return null;
  }

  private void call(HttpConnection http, byte[] request) throws IOException, InterruptedException {
    var sent = System.nanoTime();
    var status = http.exchange(request);
    var took = Duration.ofNanos(System.nanoTime() - sent);
    var answered = new Answered(status, http.hasRetryAfter(), took);
    answers.add(answered);
    if (!answered.isDone()) {
      Thread.sleep(1_000);
    }
  }
}
