package care.andon.metrics.form;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 over the data of a figure, row by row: two readers can compare whether they look at the
 * same data. Rows have to come in the same order. It does not prove that the database was not
 * altered; the history is for that.
 */
public final class DataDigest {
  private final MessageDigest digest;

  /**
   * Starts with the definition: the same rows under another definition have another digest.
   *
   * @param figure the name of the figure
   */
  public DataDigest(String figure) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java platform has SHA-256", impossible);
    }
    add(figure + "/" + FigureAnswer.DEFINITION_VERSION);
  }

  public void add(@Nullable Object... columns) {
    for (var column : columns) {
      digest.update(String.valueOf(column).getBytes(UTF_8));
      digest.update((byte) '|');
    }
    digest.update((byte) '\n');
  }

  /** 64 lower-case hexadecimal digits; called once, at the end. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
