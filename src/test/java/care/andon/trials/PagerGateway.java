package care.andon.trials;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/** A gateway for pagers on the loopback address. It accepts every message after a while. */
final class PagerGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BACKLOG = 1_000;

  private final HttpServer server;
  private final Duration takes;
  private final Queue<Page> pages = new ConcurrentLinkedQueue<>();
  private final Set<Page> unanswered = ConcurrentHashMap.newKeySet();

  /**
   * A message that was accepted.
   *
   * @param from the name of the instance that sent it
   * @param arrived time of {@link System#nanoTime}
   */
  record Page(String from, String to, String text, long arrived) {}

  private PagerGateway(HttpServer server, Duration takes) {
    this.server = server;
    this.takes = takes;
  }

  static PagerGateway start(Duration takes) throws IOException {
    var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0);
    var gateway = new PagerGateway(HttpServer.create(address, BACKLOG), takes);
    gateway.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    gateway.server.createContext("/page", gateway::page);
    gateway.server.start();
    return gateway;
  }

  /** The settings of an instance that sends here. */
  Map<String, String> settings(Path folder, String name) {
    try {
      var file =
          Files.writeString(
              folder.resolve("gateways-" + name + ".json"),
              """
              {"pager": {"url": "http://127.0.0.1:%d/page", "headers": {"X-From": "%s"},
                "example": "nurse", "body": {"to": "{to}", "text": "{text}"}}}
              """
                  .formatted(server.getAddress().getPort(), name));
      return Map.of("ANDON_CHANNELS_GATEWAYS", file.toString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void page(HttpExchange call) throws IOException {
    var arrived = System.nanoTime();
    var body = JSON.readTree(call.getRequestBody());
    var page =
        new Page(
            call.getRequestHeaders().getFirst("X-From"),
            body.get("to").asText(),
            body.get("text").asText(),
            arrived);
    pages.add(page);
    unanswered.add(page);
    try {
      Thread.sleep(takes);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    unanswered.remove(page);
    call.sendResponseHeaders(202, -1);
    call.close();
  }

  /** Loses the messages of an instance that are not answered yet. Returns how many. */
  int lose(String from) {
    var lost = unanswered.stream().filter(page -> page.from().equals(from)).toList();
    pages.removeAll(lost);
    return lost.size();
  }

  List<Page> pages() {
    return List.copyOf(pages);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
