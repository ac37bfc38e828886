package care.andon.platform.web.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list of JSON objects as CSV (RFC 4180): a header line, lines that end in CR LF, UTF-8.
 *
 * <p>A property of an inner object is a column of its own ({@code interval.low}); a list of texts
 * is one cell, separated by spaces; other lists are JSON. Null is an empty cell.
 *
 * <p>A text that a spreadsheet would run as a formula (it starts with {@code = + - @}, a tab or a
 * carriage return) gets an apostrophe in front. Numbers stay as they are.
 */
public final class CsvTable {
  /** Excel reads a file as UTF-8 only if it begins with this. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private static final String RUN_BY_SPREADSHEETS = "=+-@\t\r";
  private static final CsvMapper CSV =
      CsvMapper.builder().enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING).build();

  private CsvTable() {}

  /** Returns the rows of a figure or of a page; empty for everything else. */
  public static Optional<JsonNode> rowsOf(JsonNode answer) {
    return Stream.of("figures", "items").map(answer::path).filter(JsonNode::isArray).findFirst();
  }

  /** Writes all rows so that Excel reads them as UTF-8. */
  public static String forExcel(JsonNode rows) {
    return BYTE_ORDER_MARK + of(rows);
  }

  /** Writes all rows; only objects have columns. Without rows there is no header either. */
  static String of(JsonNode rows) {
    return of(rows, true);
  }

  /**
   * Writes all rows, as a part of a table.
   *
   * @param header whether this is the first part
   */
  public static String of(JsonNode rows, boolean header) {
    var lines = new ArrayList<Map<String, String>>();
    var names = new LinkedHashSet<String>();
    for (var row : rows) {
      var cells = new LinkedHashMap<String, String>();
      add("", row, cells);
      names.addAll(cells.keySet());
      lines.add(cells);
    }
    return names.isEmpty() ? "" : write(names, lines, header);
  }

  private static void add(String name, JsonNode value, Map<String, String> cells) {
    if (value instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              it ->
                  add(
                      name.isEmpty() ? it.getKey() : name + "." + it.getKey(),
                      it.getValue(),
                      cells));
    } else {
      cells.put(name, cell(value));
    }
  }

  private static String cell(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    if (value.isArray()) {
      return harmless(
          value.valueStream().allMatch(JsonNode::isTextual)
              ? value.valueStream().map(JsonNode::asText).collect(Collectors.joining(" "))
              : value.toString());
    }
    return value.isTextual() ? harmless(value.asText()) : value.asText();
  }

  private static String harmless(String text) {
    return !text.isEmpty() && RUN_BY_SPREADSHEETS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String write(Set<String> names, List<Map<String, String>> lines, boolean header) {
    var schema = CsvSchema.builder().setUseHeader(header).setLineSeparator("\r\n");
    names.forEach(schema::addColumn);
    try {
      return CSV.writer(schema.build()).writeValueAsString(lines);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
