package care.andon.benchmark;

import static java.util.Objects.requireNonNull;

import care.andon.benchmark.Crowd.Member;
import care.andon.support.FakeIssuer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What people do all day, each with a token of their own. */
final class OverHttp {
  private static final String REQUESTS = "/api/v1/requests";
  private static final String WORKLIST =
      REQUESTS
          + "?team=supply-chain&status=open,acknowledged,waiting_for_caregiver&sort=dueAt&limit=50";
  private static final int UUID_LENGTH = 36;

  /**
   * As different as needs are. Nothing in them falls due before the run is over: the heartbeat's
   * work would be measured along.
   */
  private static final List<String> NEEDS =
      List.of(
          """
          {"impact":"slows_care","category":"supplies","need":"No 20G IV catheters left in the supply room, third time this week"}\
          """,
          """
          {"impact":"slows_care","category":"supplies","need":"Par level of isolation gowns is too low for six rooms","room":"412","item":"Isolation gown"}\
          """,
          """
          {"impact":"improvement","category":"equipment","need":"The bladder scanner is always on another floor","item":"Bladder scanner","minutesLost":15}\
          """,
          """
          {"impact":"slows_care","category":"it_ehr","need":"Printer at the nurses' station prints wristbands blank","room":"Station B","minutesLost":20,"visibility":"named"}\
          """);

  private static final String PATIENT_WAITS =
      """
      {"impact":"patient_waiting","category":"supplies","need":"No 20G IV catheters left for the next patient"}\
      """;

  private static final List<String> CAREGIVERS =
      List.of(
          "nina.patel 4W",
          "marcus.bell 4W",
          "hannah.lee 5E",
          "diego.ramos ICU",
          "priya.nair ED",
          "tom.becker OR",
          "leah.cohen LD",
          "sam.okafor PEDS");
  private static final List<String> ADMINISTRATORS =
      List.of("grace.kim", "omar.ortiz", "luis.romero", "ana.ortiz");

  private final int port;
  private final List<String> caregivers;
  private final List<String> administrators;
  private final Queue<String> filed = new ConcurrentLinkedQueue<>();
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();

  OverHttp(int port, FakeIssuer issuer) {
    this.port = port;
    caregivers =
        CAREGIVERS.stream()
            .map(line -> line.split(" ", -1))
            .map(words -> issuer.token(words[0], List.of("caregiver"), words[1]))
            .toList();
    administrators =
        ADMINISTRATORS.stream()
            .map(name -> issuer.token(name, List.of("administrator"), "4W"))
            .toList();
  }

  /** A token with which figures about the service can be asked for. */
  String token() {
    return administrators.getFirst();
  }

  /** The ids of requests filed and not acknowledged yet. */
  Queue<String> filed() {
    return filed;
  }

  /** Files one need whose promises fall due soon, and gives its id. */
  String fileOneThatIsDueInMinutes() throws IOException {
    try (var http = new HttpConnection(port)) {
      var request = HttpRequestBytes.post(REQUESTS, of(caregivers, 0), PATIENT_WAITS);
      var status = http.exchange(request.withKey(randomUuid()));
      if (status != 201) {
        throw new IllegalStateException("A need was answered with " + status);
      }
      return http.locationEnd(UUID_LENGTH);
    }
  }

  Member create(int number) throws IOException {
    var requests =
        NEEDS.stream()
            .map(need -> HttpRequestBytes.post(REQUESTS, of(caregivers, number), need))
            .toList();
    var ids = new ArrayList<String>();
    return new OnOneConnection() {
      private int next = number;

      @Override
      public boolean call() throws IOException {
        var request = requests.get(next++ % requests.size());
        if (http.exchange(request.withKey(randomUuid())) != 201) {
          return false;
        }
        ids.add(http.locationEnd(UUID_LENGTH));
        return true;
      }

      @Override
      public void close() throws IOException {
        filed.addAll(ids);
        super.close();
      }
    };
  }

  Member worklist(int number) throws IOException {
    var request = HttpRequestBytes.get(WORKLIST, of(administrators, number));
    return new OnOneConnection() {
      @Override
      public boolean call() throws IOException {
        return http.exchange(request.bytes()) == 200;
      }
    };
  }

  Member get(int number) throws IOException {
    var request =
        HttpRequestBytes.get(REQUESTS + "/" + HttpRequestBytes.ID, of(administrators, number));
    var ids = filed.stream().limit(10_000).toList();
    return new OnOneConnection() {
      @Override
      public boolean call() throws IOException {
        var id = ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
        return http.exchange(request.withId(id)) == 200;
      }
    };
  }

  Member acknowledge(int number) throws IOException {
    return act(
        number,
        "acknowledge",
        "{\"words\":\"On my way with a box\"}",
        List.of(filed),
        acknowledged);
  }

  Member resolve(int number) throws IOException {
    return act(
        number,
        "resolve",
        "{\"words\":\"Restocked; the par level is now twenty\"}",
        List.of(acknowledged, filed),
        new ConcurrentLinkedQueue<>());
  }

  /**
   * @param from ids of what is acted on, each once; another queue only when those before it are
   *     empty
   * @param to where the ids go afterwards
   */
  private Member act(
      int number, String act, String body, List<Queue<String>> from, Queue<String> to)
      throws IOException {
    var request =
        HttpRequestBytes.post(
            REQUESTS + "/" + HttpRequestBytes.ID + "/" + act, of(administrators, number), body);
    return new OnOneConnection() {
      private @Nullable String id = poll(from);

      @Override
      public boolean canGoOn() {
        return id != null;
      }

      @Override
      public boolean call() throws IOException {
        var current = requireNonNull(id);
        id = poll(from);
        request.withKey(randomUuid());
        if (http.exchange(request.withId(current)) != 200) {
          return false;
        }
        to.add(current);
        return true;
      }
    };
  }

  private static @Nullable String poll(List<Queue<String>> queues) {
    for (var queue : queues) {
      var first = queue.poll();
      if (first != null) {
        return first;
      }
    }
    return null;
  }

  private abstract class OnOneConnection implements Member {
    final HttpConnection http;

    OnOneConnection() throws IOException {
      http = new HttpConnection(port);
    }

    @Override
    public void close() throws IOException {
      http.close();
    }
  }

  private static String of(List<String> tokens, int number) {
    return tokens.get(number % tokens.size());
  }

  /** Cheaper than {@link UUID#randomUUID}, which is for secrets. */
  private static String randomUuid() {
    var random = ThreadLocalRandom.current();
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
