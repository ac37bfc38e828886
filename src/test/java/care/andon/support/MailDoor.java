package care.andon.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The address of the mail server in tests. It leads to a real one, or behaves as mail servers do
 * that do not work.
 */
public final class MailDoor implements AutoCloseable {
  private static final int BACKLOG = 50;
  private static final long DRIP_MILLIS = 500;

  private final int port;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Behaviour behaviour = Behaviour.REFUSES;
  private volatile int server;
  private volatile ServerSocket door;

  /** What a caller meets. */
  public enum Behaviour {
    /** The real server. */
    WORKS,
    /** No connection is taken. */
    REFUSES,
    /** It takes the connection and says nothing. */
    HANGS,
    /** It greets with one byte after another. */
    DRIPS,
    IS_BUSY,
    KNOWS_NO_RECIPIENT
  }

  private MailDoor(ServerSocket door) {
    this.door = door;
    this.port = door.getLocalPort();
    Thread.ofPlatform().daemon().start(() -> accept(door));
  }

  static MailDoor open() throws IOException {
    return new MailDoor(listenOn(0));
  }

  private static ServerSocket listenOn(int port) throws IOException {
    return new ServerSocket(port, BACKLOG, InetAddress.getByName("127.0.0.1"));
  }

  int port() {
    return port;
  }

  /** Leads new connections to the server on this port. */
  public void leadTo(int port) throws IOException {
    server = port;
    behaveForNew(Behaviour.WORKS);
  }

  /** Behaves so from now on. Open connections are closed. */
  public void behave(Behaviour next) throws IOException {
    behaveForNew(next);
    open.forEach(MailDoor::close);
  }

  /** Behaves so for new connections. Open ones stay as they are. */
  public void behaveForNew(Behaviour next) throws IOException {
    behaviour = next;
    if (next == Behaviour.REFUSES) {
      door.close();
    } else if (door.isClosed()) {
      door = listenOn(port);
      Thread.ofPlatform().daemon().start(() -> accept(door));
    }
  }

  private void accept(ServerSocket at) {
    while (!at.isClosed()) {
      try {
        var socket = at.accept();
        open.add(socket);
        Thread.ofPlatform().daemon().start(() -> serve(socket));
      } catch (SocketException closed) {
        return;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
  }

  private void serve(Socket socket) {
    try {
      switch (behaviour) {
        case WORKS -> relay(socket);
        case REFUSES -> close(socket);
        case HANGS -> {}
        case DRIPS -> drip(socket);
        case IS_BUSY -> turnAway(socket);
        case KNOWS_NO_RECIPIENT -> refuse(socket);
      }
    } catch (IOException ended) {
      close(socket);
    }
  }

  private void relay(Socket socket) throws IOException {
    var real = new Socket(InetAddress.getByName("127.0.0.1"), server);
    open.add(real);
    Thread.ofPlatform().daemon().start(() -> copy(real, socket));
    copy(socket, real);
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException ended) {
      // The other side sees the end.
    } finally {
      open.remove(from);
    }
  }

  private static void drip(Socket socket) throws IOException {
    for (var i = 0; !socket.isClosed(); i++) {
      socket.getOutputStream().write(i == 0 ? '2' : '0');
      try {
        Thread.sleep(DRIP_MILLIS);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void refuse(Socket socket) throws IOException {
    say(socket, "220 here");
    var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      switch (line.toUpperCase(Locale.ROOT).substring(0, 4)) {
        case "RCPT" -> say(socket, "550 not here");
        case "QUIT" -> {
          say(socket, "221 bye");
          close(socket);
          return;
        }
        default -> say(socket, "250 ok");
      }
    }
  }

  private static void turnAway(Socket socket) throws IOException {
    say(socket, "421 too busy");
    close(socket);
  }

  private static void say(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // It is closed.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    open.forEach(MailDoor::close);
  }
}
