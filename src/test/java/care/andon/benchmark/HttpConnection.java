package care.andon.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A persistent HTTP/1.1 connection that knows just enough: it sends bytes, and reads an answer with
 * a Content-Length.
 */
public final class HttpConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int STATUS_AT = "HTTP/1.1 ".length();
  private static final byte[] CONTENT_LENGTH = lower("\ncontent-length:");
  private static final byte[] LOCATION = lower("\nlocation:");
  private static final byte[] RETRY_AFTER = lower("\nretry-after:");

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private byte[] buffer = new byte[64 * 1_024];
  private int end;
  private int head;

  public HttpConnection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = socket.getInputStream();
    out = socket.getOutputStream();
  }

  /** Sends a request and reads the answer to its end; the status is what comes back. */
  public int exchange(byte[] request) throws IOException {
    out.write(request);
    end = 0;
    head = 0;
    do {
      fill();
    } while (!headIsComplete());
    var length = head + contentLength();
    if (length > buffer.length) {
      buffer = java.util.Arrays.copyOf(buffer, 2 * length);
    }
    while (end < length) {
      fill();
    }
    return number(STATUS_AT);
  }

  /** The last {@code length} characters of the Location of the answer just read. */
  String locationEnd(int length) {
    var from = find(LOCATION);
    var to = from;
    while (buffer[to] != '\r') {
      to++;
    }
    return new String(buffer, to - length, length, StandardCharsets.US_ASCII);
  }

  /** Whether the answer just read says when to come back. */
  public boolean hasRetryAfter() {
    return find(RETRY_AFTER) >= 0;
  }

  /** The body of the answer just read. */
  String body() {
    return new String(buffer, head, end - head, StandardCharsets.UTF_8);
  }

  private void fill() throws IOException {
    var read = in.read(buffer, end, buffer.length - end);
    if (read < 0) {
      throw new EOFException("The service closed the connection");
    }
    end += read;
  }

  private boolean headIsComplete() {
    for (int i = 3; i < end; i++) {
      if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
        head = i + 1;
        return true;
      }
    }
    return false;
  }

  private int contentLength() throws IOException {
    var from = find(CONTENT_LENGTH);
    if (from < 0) {
      throw new IOException("An answer without Content-Length");
    }
    while (buffer[from] == ' ') {
      from++;
    }
    return number(from);
  }

  private int number(int from) {
    var number = 0;
    for (int i = from; buffer[i] >= '0' && buffer[i] <= '9'; i++) {
      number = 10 * number + buffer[i] - '0';
    }
    return number;
  }

  /** Where the header's value begins; -1 when it is not there. */
  private int find(byte[] header) {
    for (int i = 0; i + header.length < head; i++) {
      var matched = 0;
      while (matched < header.length && lower(buffer[i + matched]) == header[matched]) {
        matched++;
      }
      if (matched == header.length) {
        return i + matched;
      }
    }
    return -1;
  }

  private static byte lower(byte letter) {
    return letter >= 'A' && letter <= 'Z' ? (byte) (letter + ('a' - 'A')) : letter;
  }

  private static byte[] lower(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
