package care.andon.platform.openapi;

import care.andon.platform.web.table.CsvTable;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange with an operation looks like, from {@code api-examples/{operationId}.json}.
 *
 * @param request the body sent; null for none
 */
record ApiExample(@Nullable Object request, @Nullable Object response) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Empty for an operation that shows its example itself. */
  static Optional<ApiExample> of(String operationId) {
    var file = "/api-examples/" + operationId + ".json";
    try (var text = ApiExample.class.getResourceAsStream(file)) {
      return text == null ? Optional.empty() : Optional.of(JSON.readValue(text, ApiExample.class));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file + " is not an example", unreadable);
    }
  }

  /** The same answer as CSV. */
  String csv() {
    return CsvTable.rowsOf(JSON.valueToTree(response))
        .map(rows -> CsvTable.of(rows, true))
        .orElse("");
  }
}
