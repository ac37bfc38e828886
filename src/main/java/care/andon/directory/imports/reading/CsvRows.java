package care.andon.directory.imports.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Splits CSV (RFC 4180) into rows of cells. If the first line has semicolons but no comma, as
 * spreadsheets write it in some languages, semicolons separate the cells.
 */
final class CsvRows implements AutoCloseable {
  static final int LONGEST_CELL = 10_000;
  private static final int LONGEST_HEADER = 4_096;

  private static final CsvFactory CSV =
      CsvFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_CELL).build())
          .build();

  private final CsvParser parser;
  private List<String> header = List.of();
  private List<String> cells = List.of();

  CsvRows(InputStream bytes) throws IOException {
    var text = Utf8Text.reader(bytes);
    parser = CSV.createParser(text);
    parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator(text)));
  }

  private static char separator(BufferedReader text) throws IOException {
    var start = new char[LONGEST_HEADER];
    text.mark(LONGEST_HEADER);
    var read = Math.max(0, text.read(start));
    text.reset();
    var header = new String(start, 0, read).lines().findFirst().orElse("");
    return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
  }

  /**
   * The cells of the next row; null after the last one.
   *
   * @throws JsonProcessingException if the file is not CSV
   */
  @Nullable List<String> next() throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return null;
    }
    cells = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      cells.add(parser.getText());
    }
    header = header.isEmpty() ? cells : header;
    return cells;
  }

  /** The first row, which names the columns; empty until it is read. */
  List<String> header() {
    return header;
  }

  /** Number of cells that could be read of the latest row. */
  int cellsRead() {
    return cells.size();
  }

  /**
   * Reads to the end.
   *
   * @return the index of the last cell in its row, from 0; empty if that is not known
   */
  OptionalInt lastCell() throws IOException {
    try {
      while (next() != null) {
        // Skip.
      }
      return OptionalInt.of(cells.size() - 1);
    } catch (JsonProcessingException broken) {
      return isUnclosed(broken) ? OptionalInt.of(cells.size()) : OptionalInt.empty();
    }
  }

  /** The line on which the next row begins. */
  int nextLine() {
    return parser.currentLocation().getLineNr();
  }

  static boolean isUnclosed(JsonProcessingException broken) {
    return String.valueOf(broken.getOriginalMessage()).contains("closing quote");
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
