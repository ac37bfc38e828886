package care.andon.directory.imports.reading;

import care.andon.platform.problem.Problem;
import care.andon.platform.problem.Problem.FieldError;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.text.Text;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON document with a list for each sheet, token by token. A document of another shape is
 * a problem of its own, as for every request body; invalid values are rejected as in a CSV file.
 */
public final class JsonReader {
  private static final int MOST_ERRORS = 100;

  private final ObjectMapper json;
  private final Upload upload;
  private final List<FieldError> errors = new ArrayList<>();

  public JsonReader(ObjectMapper json, Upload upload) {
    this.json = json;
    this.upload = upload;
  }

  /**
   * Reads a document into the upload.
   *
   * @throws Problem if the document has another shape
   */
  public void read(byte[] document) throws IOException {
    var bad = Utf8Text.firstInvalid(new ByteArrayInputStream(document));
    if (bad.isPresent()) {
      throw malformed(bad.get().line(), bad.get().column());
    }
    try (var parser =
        json.getFactory().createParser(Utf8Text.reader(new ByteArrayInputStream(document)))) {
      read(parser);
    } catch (JacksonException broken) {
      var at = broken.getLocation();
      throw malformed(at == null ? null : at.getLineNr(), at == null ? null : at.getColumnNr());
    }
    if (!errors.isEmpty()) {
      throw Problem.invalid(errors);
    }
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
      var sheet = ImportSheet.named(parser.currentName());
      var token = parser.nextToken();
      if (sheet.isEmpty()) {
        error("", "unknown_property", "Unknown property; remove it. Known: " + sheets());
        parser.skipChildren();
      } else if (token == JsonToken.START_ARRAY) {
        readSheet(parser, sheet.get());
      } else if (token != JsonToken.VALUE_NULL) {
        error("/" + sheet.get().file(), "wrong_type", "Send a list");
        parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw malformed(parser.currentLocation().getLineNr(), null);
    }
  }

  private static String sheets() {
    return String.join(
        ", ", List.of(ImportSheet.values()).stream().map(ImportSheet::file).toList());
  }

  private void error(String pointer, String code, String message) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(new FieldError(pointer, code, message));
    }
  }

  private void readSheet(JsonParser parser, ImportSheet sheet) throws IOException {
    upload.begin(sheet);
    var isRead = true;
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      var pointer = "/" + sheet.file() + "/" + i;
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        error(pointer, "wrong_type", "Send an object");
        parser.skipChildren();
      } else {
        var line = parser.currentTokenLocation().getLineNr();
        var sent = new HashSet<String>();
        var cells = readCells(parser, sheet, pointer, sent);
        requireAll(sheet, pointer, sent);
        isRead = isRead && upload.add(sheet, line, pointer, cells);
      }
    }
  }

  private void requireAll(ImportSheet sheet, String pointer, Set<String> sent) {
    for (var column : sheet.columns()) {
      if (column.isRequired() && !sent.contains(column.title())) {
        error(pointer + "/" + column.title(), "required", column.type().advice());
      }
    }
  }

  /**
   * The valid cells of an object.
   *
   * @param sent collects the titles of all cells
   */
  private Map<String, String> readCells(
      JsonParser parser, ImportSheet sheet, String pointer, Set<String> sent) throws IOException {
    var cells = new HashMap<String, String>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var column = sheet.column(parser.currentName());
      parser.nextToken();
      if (column.isEmpty()) {
        error(
            pointer,
            "unknown_property",
            "Unknown property; remove it. Known: "
                + String.join(", ", sheet.columns().stream().map(SheetColumn::title).toList()));
        parser.skipChildren();
      } else {
        sent.add(column.get().title());
        var cell = readCell(parser, column.get(), pointer + "/" + column.get().title());
        if (cell != null) {
          cells.put(column.get().title(), cell);
        }
      }
    }
    return cells;
  }

  private @Nullable String readCell(JsonParser parser, SheetColumn column, String pointer)
      throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL && !column.isRequired()) {
      return null;
    }
    return switch (column.type()) {
      case FLAG ->
          parser.currentToken().isBoolean()
              ? parser.getText()
              : wrong(parser, pointer, "Send true or false");
      case TIER ->
          parser.currentToken() == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= 9
              ? parser.getText()
              : wrong(parser, pointer, "Send a whole number of at most nine digits");
      case DAYS, POSTS -> readWords(parser, pointer);
      default -> readText(parser, pointer);
    };
  }

  private @Nullable String wrong(JsonParser parser, String pointer, String message)
      throws IOException {
    error(pointer, "wrong_type", message);
    parser.skipChildren();
    return null;
  }

  private @Nullable String readText(JsonParser parser, String pointer) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return wrong(parser, pointer, "Send a text in quotes");
    }
    var text = parser.getText();
    return Text.isWellFormed(text)
        ? text
        : wrong(parser, pointer, "Send text without NUL characters and without lone surrogates");
  }

  private @Nullable String readWords(JsonParser parser, String pointer) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      return wrong(parser, pointer, "Send a list of texts");
    }
    var words = new ArrayList<String>();
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      var word = readText(parser, pointer + "/" + i);
      if (word != null) {
        words.add(word.replaceAll("\\s", "\u0001"));
      }
    }
    return String.join(" ", words);
  }
}
