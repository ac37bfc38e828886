package care.andon.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over the data a figure was made of, row by row, so that two readers can tell whether they
 * look at the same data. Rows have to come in the same order. It tells differences apart; it does
 * not prove that nobody altered the database, which is what the history is for.
 */
final class DataDigest {
  private final MessageDigest digest;

  /** Begins with what the rows mean; the same rows under another definition differ. */
  DataDigest(String definition) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
    add(definition);
  }

  void add(@Nullable Object... columns) {
    for (var column : columns) {
      digest.update(String.valueOf(column).getBytes(UTF_8));
      digest.update((byte) '|');
    }
    digest.update((byte) '\n');
  }

  /** 64 lower-case hexadecimal digits; asked for once, at the end. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
