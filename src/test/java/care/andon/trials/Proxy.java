package care.andon.trials;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A TCP proxy to a port of this machine. What it does to the traffic can be changed at any time.
 */
public final class Proxy implements AutoCloseable {
  /** What happens to each chunk of bytes. */
  interface Weather {
    /** Whether the chunk is passed on; otherwise both sides are reset. May wait. */
    boolean passes(boolean isAnswer, Link link) throws InterruptedException;
  }

  /** One connection. */
  interface Link {
    void reset();
  }

  static final Weather FINE = (_, _) -> true;

  /** Questions arrive; when the answer begins, the connection is reset. */
  static final Weather CUTS_ANSWERS = (isAnswer, _) -> !isAnswer;

  private final ServerSocket door = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
  private final int target;
  private volatile Weather weather = FINE;
  private volatile boolean swallows;

  public Proxy(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  /** Questions arrive; at a random time within this duration, the connection is reset. */
  static Weather cutsWithin(Duration most) {
    return (isAnswer, link) -> {
      if (!isAnswer) {
        Thread.ofVirtual().start(() -> sleepThen(random(most), link::reset));
      }
      return true;
    };
  }

  /** Every chunk is late by about this time, and some of them reset the connection instead. */
  static Weather slowAndBreaking(Duration late, double share) {
    return (_, _) -> {
      Thread.sleep(late.dividedBy(2).plus(random(late)));
      return ThreadLocalRandom.current().nextDouble() >= share;
    };
  }

  void weather(Weather next) {
    weather = next;
  }

  /** As a firewall that drops: nothing comes through, and neither side is told. */
  public void swallow() {
    swallows = true;
  }

  /** What was held back arrives. */
  public void passAgain() {
    swallows = false;
  }

  public int port() {
    return door.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void accept() {
    try {
      while (true) {
        var client = door.accept();
        Thread.ofVirtual().start(() -> connect(client));
      }
    } catch (IOException closed) {
      // The end.
    }
  }

  private void connect(Socket client) {
    try {
      holdBack();
      var server = new Socket(InetAddress.getLoopbackAddress(), target);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Link link = () -> reset(client, server);
      Thread.ofVirtual().start(() -> pump(server, client, true, link));
      pump(client, server, false, link);
    } catch (IOException | InterruptedException refused) {
      reset(client);
    }
  }

  private void pump(Socket from, Socket to, boolean isAnswer, Link link) {
    var chunk = new byte[64 * 1_024];
    try (from;
        to) {
      for (int read; (read = from.getInputStream().read(chunk)) >= 0; ) {
        holdBack();
        if (!weather.passes(isAnswer, link)) {
          link.reset();
          return;
        }
        to.getOutputStream().write(chunk, 0, read);
      }
    } catch (IOException | InterruptedException ended) {
      // One side went away; so does the other.
    }
  }

  private void holdBack() throws InterruptedException {
    while (swallows) {
      Thread.sleep(10);
    }
  }

  private static void sleepThen(Duration time, Runnable action) {
    try {
      Thread.sleep(time);
      action.run();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration random(Duration most) {
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(most.toNanos() + 1));
  }

  private static void reset(Socket... sockets) {
    for (var socket : sockets) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException alreadyClosed) {
        // Good.
      }
    }
  }
}
