package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a body that is no valid multipart/form-data.
 *
 * <p>The parser of the framework throws whatever comes: I/O, state, argument and index exceptions,
 * null pointers. So the place counts, not the type: an exception of the parser is the fault of the
 * body, unless a temporary file could not be written.
 */
public final class MultipartProblems {
  private static final String PARSER = "org.jboss.resteasy.reactive.server.core.multipart.";
  private static final int TOO_LARGE = 413;
  private static final Pattern BOUNDARY =
      Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");

  private MultipartProblems() {}

  /** The refusal; empty if the failure has another cause. */
  static Optional<Problem> of(Throwable failure) {
    if (!isOfParser(failure) || isOfFile(failure)) {
      return Optional.empty();
    }
    return Optional.of(
        failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == TOO_LARGE
            ? Problem.of(
                ProblemType.TOO_LARGE,
                "A part without a file name is small; send each file with a file name, such as"
                    + " people.csv")
            : malformed());
  }

  /** The refusal of a body that is no valid multipart/form-data. */
  public static Problem malformed() {
    return Problem.invalid(
        "",
        "malformed_multipart",
        "Send multipart/form-data (RFC 7578): a boundary of 1 to 70 characters, at most 1,000"
            + " parts, each with a name and a file name, and the final boundary at the end");
  }

  /** Whether a text can be the boundary of a multipart body (RFC 2046, section 5.1.1). */
  static boolean isBoundary(@Nullable String text) {
    return text != null && BOUNDARY.matcher(text).matches();
  }

  private static boolean isOfParser(Throwable failure) {
    return anyFrame(failure, PARSER);
  }

  private static boolean isOfFile(Throwable failure) {
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof IOException
        && (anyFrame(cause, "java.nio.file.") || anyFrame(cause, "sun.nio."));
  }

  private static boolean anyFrame(Throwable failure, String prefix) {
    return Arrays.stream(failure.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(prefix));
  }
}
