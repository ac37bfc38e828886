package care.andon.directory.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file with comma separated values (RFC 4180): UTF-8, the first line names the columns, in any
 * order. A file without a comma in its first line may have semicolons, as spreadsheets write them
 * where a comma is for decimals.
 */
final class CsvReader {
  private static final int LONGEST_CELL = 10_000;
  private static final int LONGEST_HEADER = 4_096;

  private static final CsvFactory CSV =
      CsvFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(LONGEST_CELL).build())
          .build();

  private final Upload upload;

  CsvReader(Upload upload) {
    this.upload = upload;
  }

  /** The same content, from its start, each time. */
  interface File {
    InputStream open() throws IOException;
  }

  /** Reads a file into the upload. */
  void read(Sheet sheet, File file) throws IOException {
    upload.begin(sheet);
    try (var bytes = file.open()) {
      var bad = Utf8.firstBadLine(bytes);
      if (bad.isPresent()) {
        breakOff(sheet, bad.getAsInt(), null, "not_utf8", "Save the file as UTF-8");
        return;
      }
    }
    try (var bytes = file.open();
        var text = Utf8.reader(bytes)) {
      new Rows(sheet, text).read();
    }
  }

  private void breakOff(
      Sheet sheet, int line, @Nullable String column, String code, String reason) {
    upload.breakOff(sheet);
    upload.reject(new Rejection(sheet.file(), line, column, null, code, reason));
  }

  private final class Rows {
    private final Sheet sheet;
    private final CsvParser parser;
    private final List<@Nullable Column> columns = new ArrayList<>();

    Rows(Sheet sheet, Reader text) throws IOException {
      this.sheet = sheet;
      parser = CSV.createParser(text);
      parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator(text)));
    }

    private static char separator(Reader text) throws IOException {
      var start = new char[LONGEST_HEADER];
      text.mark(LONGEST_HEADER);
      var read = Math.max(0, ((BufferedReader) text).read(start));
      text.reset();
      var header = new String(start, 0, read).lines().findFirst().orElse("");
      return header.indexOf(',') < 0 && header.indexOf(';') >= 0 ? ';' : ',';
    }

    void read() throws IOException {
      var line = 1;
      try {
        var header = next();
        if (header == null) {
          breakOff(sheet, line, null, "missing_header", "Name the columns in the first line");
          return;
        }
        if (!readHeader(header)) {
          return;
        }
        line = lineAfter();
        for (var cells = next(); cells != null; cells = next()) {
          if (!isEmpty(cells) && !readLine(line, cells)) {
            return;
          }
          line = lineAfter();
        }
      } catch (JsonProcessingException broken) {
        breakOff(sheet, line, null, code(broken), advice(broken));
      }
    }

    /** The cells of the next line; null after the last. */
    private @Nullable List<String> next() throws IOException {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        return null;
      }
      var cells = new ArrayList<String>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        cells.add(parser.getText());
      }
      return cells;
    }

    private int lineAfter() {
      return parser.currentLocation().getLineNr();
    }

    private static boolean isEmpty(List<String> cells) {
      return cells.size() == 1 && cells.getFirst().isBlank();
    }

    private boolean readHeader(List<String> titles) {
      // UTF-16 without a mark is good UTF-8, with a NUL beside every letter.
      if (titles.stream().anyMatch(title -> title.indexOf(0) >= 0)) {
        breakOff(sheet, 1, null, "not_utf8", "Save the file as UTF-8");
        return false;
      }
      var isGood = true;
      var seen = new HashSet<String>();
      for (int i = 0; i < titles.size(); i++) {
        var column = sheet.column(titles.get(i).strip());
        if (column.isEmpty()) {
          isGood = false;
          breakOff(
              sheet,
              1,
              String.valueOf(i + 1),
              "unknown_column",
              "Leave out what is not documented; known: " + titles());
        } else if (!seen.add(column.get().title())) {
          isGood = false;
          breakOff(sheet, 1, column.get().title(), "repeated_column", "Name each column once");
        }
        columns.add(column.orElse(null));
      }
      for (var column : sheet.columns()) {
        if (column.isRequired() && !seen.contains(column.title())) {
          isGood = false;
          breakOff(sheet, 1, column.title(), "missing_column", "Send this column");
        }
      }
      return isGood;
    }

    private String titles() {
      return String.join(", ", sheet.columns().stream().map(Column::title).toList());
    }

    private boolean readLine(int line, List<String> cells) {
      if (cells.size() != columns.size()) {
        breakOff(
            sheet,
            line,
            null,
            "ragged_line",
            "Send %d cells, as many as the header has; there are %d"
                .formatted(columns.size(), cells.size()));
        return true;
      }
      var raw = new HashMap<String, String>();
      for (int i = 0; i < cells.size(); i++) {
        var column = columns.get(i);
        if (column != null) {
          raw.put(column.title(), cells.get(i));
        }
      }
      return upload.add(sheet, line, null, raw);
    }

    private static String code(JsonProcessingException broken) {
      return String.valueOf(broken.getOriginalMessage()).contains("closing quote")
          ? "unclosed_quote"
          : "not_csv";
    }

    private static String advice(JsonProcessingException broken) {
      return code(broken).equals("unclosed_quote")
          ? "Close the quote that begins in this line or after it"
          : "Send comma separated values (RFC 4180), cells of at most "
              + LONGEST_CELL
              + " characters";
    }
  }
}
