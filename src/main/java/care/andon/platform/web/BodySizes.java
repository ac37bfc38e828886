package care.andon.platform.web;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.inject.Singleton;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The largest allowed size of a body. Imports may be larger, because they contain a whole
 * directory, or the contacts of all people in it.
 */
@Singleton
class BodySizes {
  static final String IMPORTS = ApiPaths.BASE + "/directory/imports";
  private static final String CONTACTS = ApiPaths.BASE + "/contacts/imports";

  private static final long MEBIBYTE = 1024 * 1024;

  private final long largest;
  private final long largestImport;

  BodySizes(
      @ConfigProperty(name = "andon.http.largest-body", defaultValue = "64K") MemorySize largest,
      @ConfigProperty(name = "andon.imports.largest-body", defaultValue = "32M")
          MemorySize largestImport) {
    this.largest = largest.asLongValue();
    this.largestImport = largestImport.asLongValue();
  }

  /** Returns the largest body at a path, in bytes. */
  long largestAt(String path) {
    return isImport(path) ? largestImport : largest;
  }

  /** Returns the refusal of a larger body. */
  Problem tooLarge(String path) {
    return Problem.of(
        ProblemType.TOO_LARGE,
        isImport(path)
            ? "An import has at most %d MiB; send the directory in parts"
                .formatted(largestImport / MEBIBYTE)
            : ProblemType.TOO_LARGE.advice());
  }

  /** Whether the directory or contacts are imported at a path. */
  static boolean isImport(String path) {
    var address = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return Set.of(IMPORTS, IMPORTS + "/files", CONTACTS).contains(address);
  }
}
