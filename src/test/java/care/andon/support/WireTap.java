package care.andon.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A proxy between the service and PostgreSQL. It records the statements that the service sends
 * while a test measures; at all other times it only passes bytes on.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message
 *     formats</a>
 */
public final class WireTap implements AutoCloseable {
  /** What the service asks by itself, whether or not anybody calls. */
  private static final Predicate<String> BY_ITSELF =
      sql ->
          sql.contains("directory_version")
              || sql.strip().equals("select revision from policy_revision")
              || sql.contains("reference_block")
              // The pool opens a connection.
              || sql.startsWith("set lock_timeout")
              // The pool tests its idle connections every two minutes; this is how the driver asks.
              || sql.isEmpty()
              || sql.contains("clock_timestamp()");

  private final ServerSocket door;
  private final int server;

  /** Null while nothing is measured. */
  private volatile @Nullable Queue<RoundTrip> seen;

  private final AtomicReference<@Nullable Cut> cut = new AtomicReference<>();

  /**
   * A connection that is to be cut at a commit.
   *
   * @param sql part of a statement of the transaction
   * @param isCommitted whether the commit still arrives; then only its answer is lost
   */
  private record Cut(String sql, boolean isCommitted) {}

  private WireTap(ServerSocket door, int server) {
    this.door = door;
    this.server = server;
  }

  /** Statements that were sent together, before waiting for an answer. */
  public record RoundTrip(List<String> statements) {}

  /** What went over the wire. */
  public record Traffic(List<RoundTrip> roundTrips) {
    /** Every statement, those that begin and end transactions too, in order. */
    public List<String> statements() {
      return roundTrips.stream().flatMap(trip -> trip.statements().stream()).toList();
    }
  }

  /** A tap on the server at this port of this machine. */
  public static WireTap on(int server) throws IOException {
    return on(server, 0);
  }

  /**
   * The same, at a port of its own.
   *
   * @param port 0 for any
   */
  public static WireTap on(int server, int port) throws IOException {
    var tap = new WireTap(new ServerSocket(port, 0, InetAddress.getLoopbackAddress()), server);
    start(tap::connect);
    return tap;
  }

  /** Where to connect instead of to the server. */
  public int port() {
    return door.getLocalPort();
  }

  /**
   * What the service sends while something is done; what it does by itself now and then (refresh
   * its directory, ask for the time or for what was published, take a block of fifty references,
   * open a connection or test an idle one) is left out.
   */
  public Traffic during(Runnable something) {
    var recorded = new ConcurrentLinkedQueue<RoundTrip>();
    seen = recorded;
    try {
      something.run();
    } finally {
      seen = null;
    }
    return new Traffic(
        recorded.stream().filter(trip -> trip.statements().stream().noneMatch(BY_ITSELF)).toList());
  }

  /** Cuts the connection of the next transaction with this statement before its commit arrives. */
  public void cutBeforeCommitOf(String sql) {
    cut.set(new Cut(sql, false));
  }

  /** Cuts it after the commit, before its answer arrives. */
  public void cutAfterCommitOf(String sql) {
    cut.set(new Cut(sql, true));
  }

  /** Whether a connection is still to be cut. Then none will be. */
  public boolean isUncut() {
    return cut.getAndSet(null) != null;
  }

  @Override
  public void close() throws IOException {
    door.close();
  }

  private void connect() {
    try {
      while (true) {
        var service = door.accept();
        var database = new Socket(InetAddress.getLoopbackAddress(), server);
        service.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
        var questions = new Questions(service.getInputStream(), database.getOutputStream());
        pass(questions::pass, service, database);
        pass(
            () -> questions.passAnswers(database.getInputStream(), service.getOutputStream()),
            service,
            database);
      }
    } catch (SocketException closed) {
      // The end.
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private interface Passing {
    void pass() throws IOException;
  }

  private static void pass(Passing passing, Socket service, Socket database) {
    start(
        () -> {
          try (service;
              database) {
            passing.pass();
          } catch (IOException ended) {
            // One side went away; so does the other.
          }
        });
  }

  /** A platform thread: virtual ones would wait for each other, and for those of the tests. */
  private static void start(Runnable work) {
    Thread.ofPlatform().daemon().name("wire-tap").start(work);
  }

  /** The service's side of one connection. */
  private final class Questions {
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;

    private final DataInputStream from;
    private final OutputStream to;
    private final Map<String, String> prepared = new HashMap<>();
    private final Map<String, String> bound = new HashMap<>();
    private List<String> statements = new ArrayList<>();

    /** Since the transaction began. */
    private final List<String> transaction = new ArrayList<>();

    /** No answer arrives any more. */
    private volatile boolean isCut;

    Questions(InputStream from, OutputStream to) {
      this.from = new DataInputStream(from);
      this.to = to;
    }

    void pass() throws IOException {
      passStart();
      var type = from.read();
      while (type >= 0) {
        var body = body();
        note((char) type, ByteBuffer.wrap(body));
        to.write(message(type, body));
        type = from.read();
      }
      throw new EOFException();
    }

    void passAnswers(InputStream answers, OutputStream service) throws IOException {
      var buffer = new byte[8192];
      for (var read = answers.read(buffer); read >= 0 && !isCut; read = answers.read(buffer)) {
        service.write(buffer, 0, read);
      }
    }

    /** Before the first message with a type: may we encrypt, and then who we are. */
    private void passStart() throws IOException {
      var body = body();
      var code = ByteBuffer.wrap(body).getInt();
      to.write(ByteBuffer.allocate(4 + body.length).putInt(4 + body.length).put(body).array());
      if (code == SSL_REQUEST || code == GSS_REQUEST) {
        passStart();
      }
    }

    private byte[] body() throws IOException {
      return from.readNBytes(from.readInt() - 4);
    }

    private static byte[] message(int type, byte[] body) {
      return ByteBuffer.allocate(5 + body.length)
          .put((byte) type)
          .putInt(4 + body.length)
          .put(body)
          .array();
    }

    private void note(char type, ByteBuffer body) throws IOException {
      switch (type) {
        case 'P' -> prepared.put(text(body), text(body));
        case 'B' -> bound.put(text(body), prepared.get(text(body)));
        case 'E' -> execute(bound.get(text(body)));
        case 'Q' -> simple(text(body));
        case 'S' -> roundTrip();
        default -> {}
      }
    }

    /** PostgreSQL commits before the round trip ends. */
    private void execute(String sql) throws IOException {
      statements.add(sql);
      if (sql.equals("COMMIT")) {
        cutIfCommit();
      }
    }

    /** The driver does not wait for its BEGIN: it sends on what the transaction is for. */
    private void simple(String sql) throws IOException {
      statements.add(sql);
      if (!sql.startsWith("BEGIN")) {
        roundTrip();
      }
    }

    private void roundTrip() throws IOException {
      cutIfCommit();
      var recording = seen;
      if (recording != null) {
        recording.add(new RoundTrip(List.copyOf(statements)));
      }
      statements = new ArrayList<>();
    }

    /** What begins no transaction is committed with the end of its round trip. */
    private void cutIfCommit() throws IOException {
      transaction.addAll(statements);
      if (transaction.contains("BEGIN") && !transaction.contains("COMMIT")) {
        if (transaction.contains("ROLLBACK")) {
          transaction.clear();
        }
        return;
      }
      var planned = cut.get();
      var isPlanned =
          planned != null
              && transaction.stream().anyMatch(it -> it.contains(planned.sql()))
              && cut.compareAndSet(planned, null);
      transaction.clear();
      isCut |= isPlanned;
      if (isPlanned && !planned.isCommitted()) {
        throw new EOFException("Cut before the commit");
      }
    }

    private static String text(ByteBuffer body) {
      var start = body.position();
      while (body.get() != 0) {
        continue;
      }
      return new String(body.array(), start, body.position() - start - 1, UTF_8);
    }
  }
}
