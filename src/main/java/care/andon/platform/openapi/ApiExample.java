package care.andon.platform.openapi;

import care.andon.platform.web.table.CsvTable;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
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

  /** The example in this media type: as CSV, a document of one list is its rows. */
  static Object shown(Object example, String mediaType) {
    return mediaType.equals("text/csv")
            && example instanceof Map<?, ?> document
            && document.size() == 1
            && document.values().iterator().next() instanceof List<?> rows
        ? CsvTable.of(JSON.valueToTree(rows), true)
        : example;
  }

  /** The same answer as CSV. */
  String csv() {
    return CsvTable.rowsOf(JSON.valueToTree(response))
        .map(rows -> CsvTable.of(rows, true))
        .orElse("");
  }
}
