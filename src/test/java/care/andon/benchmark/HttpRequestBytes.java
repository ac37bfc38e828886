package care.andon.benchmark;

import java.nio.charset.StandardCharsets;

/** The bytes of a request, made once, with places for ids that are filled in for each call. */
public final class HttpRequestBytes {
  /** As long as a UUID, and in no request otherwise. */
  static final String ID = "{id________________________________}";

  static final String KEY = "{key_______________________________}";

  private final byte[] bytes;
  private final int id;
  private final int key;

  private HttpRequestBytes(String text) {
    bytes = text.getBytes(StandardCharsets.UTF_8);
    id = text.indexOf(ID);
    key = text.indexOf(KEY);
  }

  static HttpRequestBytes get(String path, String token) {
    return new HttpRequestBytes(head("GET", path, token) + "\r\n");
  }

  /** With an Idempotency-Key, as phones send it. The body is plain ASCII. */
  public static HttpRequestBytes post(String path, String token, String body) {
    return new HttpRequestBytes(
        head("POST", path, token)
            + "Content-Type: application/json\r\n"
            + ("Idempotency-Key: " + KEY + "\r\n")
            + ("Content-Length: " + body.length() + "\r\n\r\n")
            + body);
  }

  byte[] bytes() {
    return bytes;
  }

  byte[] withId(String uuid) {
    return fill(id, uuid);
  }

  public byte[] withKey(String uuid) {
    return fill(key, uuid);
  }

  @SuppressWarnings("deprecation") // ASCII, and no garbage for it
  private byte[] fill(int at, String uuid) {
    uuid.getBytes(0, uuid.length(), bytes, at);
    return bytes;
  }

  private static String head(String method, String path, String token) {
    return method
        + (" " + path + " HTTP/1.1\r\n")
        + "Host: localhost\r\n"
        + "Accept: */*\r\n"
        + ("Authorization: Bearer " + token + "\r\n");
  }
}
