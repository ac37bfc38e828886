package care.andon.trials;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import care.andon.webhook.Receiver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A receiver of webhooks as a process in a network namespace of its own, because the service never
 * sends to an address of its own machine. Receivers have machines of their own, so this one leaves
 * the processors to the others. Needs root and Linux.
 */
final class FarReceiver implements AutoCloseable {
  private static final String SPACE = "andon-receiver";
  private static final String NEAR = "10.213.7.1/30";
  private static final String FAR = "10.213.7.2";
  private static final int PORT = 8080;

  private static final List<String> SET_UP =
      List.of(
          "ip netns add " + SPACE,
          "ip link add andon-near type veth peer name andon-far netns " + SPACE,
          "ip addr add " + NEAR + " dev andon-near",
          "ip link set andon-near up",
          "ip -n " + SPACE + " addr add " + FAR + "/30 dev andon-far",
          "ip -n " + SPACE + " link set andon-far up");

  private final Process process;
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final CountDownLatch listens = new CountDownLatch(1);

  /**
   * A message that arrived.
   *
   * @param at time of {@link System#nanoTime}, which all processes of a machine share
   */
  record Arrival(String path, String event, long at) {}

  private FarReceiver(Process process) {
    this.process = process;
  }

  static FarReceiver start() throws Exception {
    run("ip netns del " + SPACE); // left by a run that was killed
    assumeTrue(
        SET_UP.stream().allMatch(FarReceiver::run),
        "cannot make a network namespace; that needs root");
    var java = ProcessHandle.current().info().command().orElseThrow();
    // Receivers have machines of their own. Here, the service's processes go first at once.
    var command =
        List.of(
            "chrt",
            "--idle",
            "0",
            "ip",
            "netns",
            "exec",
            SPACE,
            java,
            "-cp",
            System.getProperty("java.class.path"),
            Receiver.class.getName(),
            FAR,
            String.valueOf(PORT));
    var receiver =
        new FarReceiver(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    Thread.ofVirtual().start(receiver::read);
    if (!receiver.listens.await(20, TimeUnit.SECONDS)) {
      receiver.close();
      throw new IllegalStateException("The receiver does not listen");
    }
    return receiver;
  }

  private static boolean run(String command) {
    try {
      return new ProcessBuilder(command.split(" "))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void read() {
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var words = line.split(" ");
        if (words.length == 3) {
          arrivals.add(new Arrival(words[0], words[1], Long.parseLong(words[2])));
        } else {
          listens.countDown();
        }
      }
    } catch (IOException ended) {
      // The process was stopped.
    }
  }

  /** The settings of an instance that may send to this receiver. */
  static Map<String, String> settings() {
    return Map.of("ANDON_OUTBOUND_ALLOW", "http:%s:%d".formatted(FAR, PORT));
  }

  /** An address that behaves as the path says; see {@link Receiver}. */
  static String address(String path) {
    return "http://%s:%d%s".formatted(FAR, PORT, path);
  }

  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  @Override
  public void close() throws Exception {
    process.destroyForcibly().waitFor();
    run("ip netns del " + SPACE); // and with it both ends of the link
  }
}
