package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads cursors. A cursor is the sort key of the last item of a page, and opaque to the
 * caller. It has a checksum over itself and the filters, so a damaged cursor, or one used with
 * other filters, is refused. A cursor grants nothing: access is checked for every page.
 */
public final class Cursor {
  private static final int CHECKSUM_BYTES = 8;
  private static final int MAX_LENGTH = 1_000;

  private Cursor() {}

  /** Returns the cursor for the items after {@code position} under {@code filters}. */
  public static String write(String filters, String position) {
    var text = position.getBytes(StandardCharsets.UTF_8);
    var bytes =
        ByteBuffer.allocate(CHECKSUM_BYTES + text.length)
            .put(checksum(filters, text))
            .put(text)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Returns the position that a cursor contains. Null if there is no cursor.
   *
   * @throws Problem if {@link #write} did not make it for the same filters
   */
  public static @Nullable String read(String filters, @Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    if (cursor.length() > MAX_LENGTH) {
      throw refused();
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException notBase64) {
      throw refused();
    }
    if (bytes.length < CHECKSUM_BYTES
        // Base64 ignores some trailing bits. A cursor in which they differ is refused too.
        || !Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor)) {
      throw refused();
    }
    var text = Arrays.copyOfRange(bytes, CHECKSUM_BYTES, bytes.length);
    if (!MessageDigest.isEqual(checksum(filters, text), Arrays.copyOf(bytes, CHECKSUM_BYTES))) {
      throw refused();
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private static byte[] checksum(String filters, byte[] text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(filters.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(text);
      return Arrays.copyOf(digest.digest(), CHECKSUM_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Returns the refusal of an invalid cursor. */
  public static Problem refused() {
    return Problem.of(ProblemType.INVALID_CURSOR, ProblemType.INVALID_CURSOR.advice());
  }
}
