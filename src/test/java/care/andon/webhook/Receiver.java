package care.andon.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A receiver of webhooks. The path says how it behaves: {@code /ok/x}, {@code /slow/x} and so on.
 */
public final class Receiver implements AutoCloseable {
  private static final int BACKLOG = 100;

  private final ServerSocket server;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final Consumer<Message> taken;
  private final Map<String, String> behaviours = new ConcurrentHashMap<>();
  private final Set<String> broken = ConcurrentHashMap.newKeySet();

  /** How many connections were made to it. */
  final AtomicLong connections = new AtomicLong();

  /** How many bytes of an endless answer were taken. */
  final AtomicLong written = new AtomicLong();

  /** A message. Names of headers are lower case. */
  record Message(String path, Map<String, String> headers, String body, long nanos) {
    String id() {
      return headers.get("webhook-id");
    }
  }

  Receiver() throws IOException {
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    taken = messages::add;
    Thread.ofVirtual().start(this::accept);
  }

  private Receiver(InetAddress address, int port, Consumer<Message> taken) throws IOException {
    this.server = new ServerSocket(port, BACKLOG, address);
    this.taken = taken;
    Thread.ofVirtual().start(this::accept);
  }

  /**
   * Listens at an address and a port until its input ends, and writes a line for each message: its
   * path, the id of the event, and when it came.
   */
  public static void main(String[] args) throws IOException {
    var address = InetAddress.getByName(args[0]);
    try (var receiver = new Receiver(address, Integer.parseInt(args[1]), Receiver::print)) {
      System.out.println("listening");
      while (System.in.read() >= 0) {
        // Only the end matters.
      }
    }
  }

  private static void print(Message message) {
    System.out.println(message.path() + " " + message.id() + " " + message.nanos());
  }

  String address(String path) {
    return "http://localhost:" + server.getLocalPort() + path;
  }

  /** Lets a path behave like another one from now on. */
  void behave(String path, String like) {
    behaviours.put(path, like);
  }

  /** Answers 500 to this event, wherever it arrives. */
  void cannotTake(String id) {
    broken.add(id);
  }

  List<Message> at(String path) {
    return messages.stream().filter(it -> it.path().equals(path)).toList();
  }

  /** The ids of events at a path, as they came. */
  List<String> ids(String path) {
    return at(path).stream().map(Message::id).toList();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream());
      var isOpen = true;
      while (isOpen) {
        var message = read(in);
        taken.accept(message);
        isOpen = answer(how(message), socket);
      }
    } catch (IOException | InterruptedException broken) {
      // The sender has gone away.
    }
  }

  private String how(Message message) {
    if (broken.contains(message.id())) {
      return "/500/";
    }
    if (message.path().startsWith("/cut-once/")) {
      return ids(message.path()).indexOf(message.id())
              == ids(message.path()).lastIndexOf(message.id())
          ? "/cut/"
          : "/ok/";
    }
    return message.path();
  }

  private static Message read(InputStream in) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = line(in); !line.isEmpty(); line = line(in)) {
      lines.add(line);
    }
    var headers = new TreeMap<String, String>();
    for (var line : lines.subList(1, lines.size())) {
      var parts = line.split(": ?", 2);
      headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1]);
    }
    var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Message(
        lines.getFirst().split(" ")[1],
        headers,
        new String(in.readNBytes(length), UTF_8),
        System.nanoTime());
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (var c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The sender has closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Returns whether the connection stays open for another message. */
  private boolean answer(String path, Socket socket) throws IOException, InterruptedException {
    var out = socket.getOutputStream();
    var how = behaviours.getOrDefault(path, path).split("/")[1];
    switch (how) {
      case "slow" -> {
        Thread.sleep(30_000);
        status(out, "200 OK", "");
      }
      case "reset" -> socket.setSoLinger(true, 0);
      case "drip" -> {
        for (var c : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(UTF_8)) {
          out.write(c);
          out.flush();
          Thread.sleep(1_000);
        }
      }
      case "redirect" ->
          status(out, "302 Found", "Location: " + address("/ok/redirected") + "\r\n");
      case "later" -> status(out, "503 Later", "Retry-After: 3600\r\n");
      case "endless" -> endless(out);
      case "cut" -> {
        // Success, but the sender does not get the answer.
        out.write("HTTP/1.1 2".getBytes(UTF_8));
        out.flush();
        socket.setSoLinger(true, 0);
      }
      case "slow-body" -> {
        out.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".getBytes(UTF_8));
        for (var i = 0; i < 100; i++) {
          out.write('x');
          out.flush();
          Thread.sleep(1_000);
        }
      }
      case "close" -> {
        // It reads the message and says nothing.
      }
      // The alert of a server that speaks TLS, about a message in plain text.
      case "tls" -> out.write(new byte[] {0x15, 3, 1, 0, 2, 2, 0x28});
      case "busy" -> status(out, "429 Busy", "Retry-After: 3600\r\n");
      case "garbage" -> out.write("Hello\r\n\r\n".getBytes(UTF_8));
      case "ok" -> {
        out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(UTF_8));
        return true;
      }
      // It does not say that it closes the connection.
      case "hang-up" -> out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(UTF_8));
      default -> status(out, how + " Status", "Content-Length: 0\r\n");
    }
    return false;
  }

  private static void status(OutputStream out, String status, String headers) throws IOException {
    out.write(
        ("HTTP/1.1 " + status + "\r\n" + headers + "Connection: close\r\n\r\n").getBytes(UTF_8));
    out.flush();
  }

  private void endless(OutputStream out) throws IOException {
    out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n".getBytes(UTF_8));
    var part = new byte[16 * 1024];
    for (var n = 0; n < 1_000_000_000 / part.length; n++) {
      out.write(part);
      written.addAndGet(part.length);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
