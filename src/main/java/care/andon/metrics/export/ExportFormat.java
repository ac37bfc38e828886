package care.andon.metrics.export;

import care.andon.kernel.WireNames;
import care.andon.platform.problem.Problem;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How an export is written. */
@Schema(name = "ExportFormat")
public enum ExportFormat {
  CSV("text/csv;charset=UTF-8"),
  NDJSON("application/x-ndjson");

  private final String mediaType;

  ExportFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  public String mediaType() {
    return mediaType;
  }

  /**
   * Reads the format a caller asked for; CSV if they named none.
   *
   * @throws Problem if there is no such format
   */
  static ExportFormat of(@Nullable String text) {
    return text == null
        ? CSV
        : Arrays.stream(values())
            .filter(it -> WireNames.of(it).equals(text))
            .findFirst()
            .orElseThrow(
                () -> Problem.parameter("format", "unknown_format", "Send one of: csv, ndjson"));
  }
}
