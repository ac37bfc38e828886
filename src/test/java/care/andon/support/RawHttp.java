package care.andon.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.restassured.RestAssured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Sends bytes that no HTTP client would send. Text stands for bytes, one per character.
 *
 * @param text the answers that came, one after the other
 * @param isClosed whether the service closed the connection
 */
public record RawHttp(String text, boolean isClosed) {
  private static final int PATIENCE_MILLIS = 30_000;

  /** Sends bytes and reads until the connection is closed. */
  public static RawHttp send(String bytes) throws IOException {
    return send(bytes, PATIENCE_MILLIS);
  }

  /**
   * Sends bytes and reads until the connection is closed or nothing more comes.
   *
   * @param patience how long to wait for more, in milliseconds
   */
  public static RawHttp send(String bytes, int patience) throws IOException {
    try (var socket = connect()) {
      socket.setSoTimeout(patience);
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      return read(socket);
    }
  }

  /** Sends bytes, one at a time with a pause, until the service closes the connection. */
  public static RawHttp drip(String start, String rest, int pause)
      throws IOException, InterruptedException {
    try (var socket = connect()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(start.getBytes(ISO_8859_1));
      for (byte one : rest.getBytes(ISO_8859_1)) {
        Thread.sleep(pause);
        if (socket.getInputStream().available() > 0) {
          break;
        }
        socket.getOutputStream().write(one);
      }
      return read(socket);
    }
  }

  /** Sends bytes and closes the connection. */
  public static void hangUp(String bytes) throws IOException, InterruptedException {
    try (var socket = connect()) {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      // Otherwise the service might see the end before it has begun to read.
      Thread.sleep(300);
    }
  }

  /** Sends bytes and closes the connection when something else has been done. */
  public static void hangUp(String bytes, Runnable first) throws IOException {
    try (var socket = connect()) {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
      first.run();
    }
  }

  /** The head of a request with a token. */
  public static String head(String line, Api caller, String... headers) {
    return line
        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + caller.token()
        + "\r\n"
        + String.join("", java.util.Arrays.stream(headers).map(it -> it + "\r\n").toList())
        + "\r\n";
  }

  private static Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
  }

  private static RawHttp read(Socket socket) throws IOException {
    var text = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(text);
      return new RawHttp(text.toString(ISO_8859_1), true);
    } catch (SocketTimeoutException open) {
      return new RawHttp(text.toString(ISO_8859_1), false);
    }
  }
}
