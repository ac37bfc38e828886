package care.andon.directory.imports.reading;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.Problem.FieldError;
import care.andon.platform.problem.ProblemType;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON document with a list for each sheet, object by object. A document of another shape
 * is a problem of its own, as for every request body; invalid values are rejected as in a CSV file.
 */
public final class JsonReader {
  private final List<FieldError> errors = new ArrayList<>();
  private final Upload upload;
  private final Set<ImportSheet> sheets;

  private JsonReader(Set<ImportSheet> sheets, int mostRows, RowReader rows) {
    this.sheets = sheets;
    upload = Upload.ofJson(mostRows, rows, errors);
  }

  /**
   * Reads a document from a file, twice: first whether it is UTF-8.
   *
   * @param sheets what the document may contain
   * @throws Problem if the document has another shape
   */
  public static Upload read(
      CsvReader.File document, Set<ImportSheet> sheets, int mostRows, RowReader rows)
      throws IOException {
    return new JsonReader(sheets, mostRows, rows).read(document);
  }

  private Upload read(CsvReader.File document) throws IOException {
    try (var bytes = document.open()) {
      var bad = Utf8Text.firstInvalid(bytes);
      if (bad.isPresent()) {
        throw malformed(bad.get().line(), bad.get().column());
      }
    }
    try (var bytes = document.open();
        var parser = upload.reader().parser(Utf8Text.reader(bytes))) {
      read(parser);
    } catch (JacksonException broken) {
      var at = broken.getLocation();
      throw malformed(at == null ? null : at.getLineNr(), at == null ? null : at.getColumnNr());
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
    return upload;
  }

  private static Problem malformed(@Nullable Integer line, @Nullable Integer column) {
    var problem = Problem.of(ProblemType.MALFORMED_JSON, ProblemType.MALFORMED_JSON.advice());
    if (line != null) {
      problem = problem.with("line", line);
    }
    return column == null ? problem : problem.with("column", column);
  }

  private void read(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Problem.invalid(
          "", "wrong_type", "Send one JSON object with the documented properties");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      var sheet = ImportSheet.named(name, sheets);
      var token = parser.nextToken();
      if (sheet.isEmpty()) {
        error(
            parser,
            "",
            "unknown_property",
            "Unknown property; remove it. Known: " + ImportSheet.files(sheets));
      } else if (token == JsonToken.START_ARRAY) {
        readSheet(parser, sheet.get());
      } else if (token != JsonToken.VALUE_NULL) {
        error(parser, "/" + name, "wrong_type", "Send a list");
      }
    }
    if (parser.nextToken() != null) {
      throw malformed(parser.currentLocation().getLineNr(), null);
    }
  }

  private void error(JsonParser parser, String pointer, String code, String message)
      throws IOException {
    if (errors.size() < RowErrors.MOST) {
      errors.add(new FieldError(pointer, code, message));
    }
    parser.skipChildren();
  }

  private void readSheet(JsonParser parser, ImportSheet sheet) throws IOException {
    upload.begin(sheet);
    var isRead = true;
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      var pointer = "/" + sheet.file() + "/" + i;
      if (!parser.hasToken(JsonToken.START_OBJECT)) {
        error(parser, pointer, "wrong_type", "Send an object");
      } else {
        var line = parser.currentTokenLocation().getLineNr();
        isRead = isRead && upload.read(sheet, line, pointer, parser);
        parser.skipChildren(); // an object that was not read
      }
    }
  }
}
