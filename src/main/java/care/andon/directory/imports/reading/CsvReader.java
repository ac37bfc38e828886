package care.andon.directory.imports.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CSV file in UTF-8. The first line names the columns, in any order; see {@link CsvRows}.
 */
public final class CsvReader {
  private final Upload upload;

  public CsvReader(Upload upload) {
    this.upload = upload;
  }

  /** A file that can be read several times. */
  public interface File {
    InputStream open() throws IOException;
  }

  /** Reads a file into the upload. */
  public void read(ImportSheet sheet, File file) throws IOException {
    upload.begin(sheet);
    try (var bytes = file.open()) {
      var bad = Utf8Text.firstInvalid(bytes);
      if (bad.isPresent()) {
        var column = columnAfter(sheet, file, bad.get().before());
        breakOff(sheet, bad.get().line(), column, "not_utf8", "Save the file as UTF-8");
        return;
      }
    }
    try (var bytes = file.open();
        var rows = new CsvRows(bytes)) {
      new Reading(sheet, rows).read();
    }
  }

  /** The column in which the first bytes end; null if the bytes cannot be split into columns. */
  private static @Nullable String columnAfter(ImportSheet sheet, File file, int first)
      throws IOException {
    byte[] start;
    try (var bytes = file.open()) {
      start = begun(bytes.readNBytes(first));
    }
    try (var rows = new CsvRows(new ByteArrayInputStream(start))) {
      var cell = rows.lastCell();
      return cell.isEmpty() ? null : column(sheet, rows.header(), cell.getAsInt());
    }
  }

  /** Adds a letter, so that a trailing comma or line end begins another cell. */
  private static byte[] begun(byte[] start) {
    if (start.length > 0 && start[start.length - 1] == '"') {
      return start;
    }
    var begun = Arrays.copyOf(start, start.length + 1);
    begun[start.length] = 'x';
    return begun;
  }

  /** The name of a column, or its number if it is unknown. */
  private static String column(ImportSheet sheet, List<String> header, int cell) {
    var known = cell < header.size() ? sheet.column(header.get(cell).strip()) : null;
    return known == null ? String.valueOf(cell + 1) : known.title();
  }

  private void breakOff(
      ImportSheet sheet, int line, @Nullable String column, String code, String reason) {
    upload.breakOff(sheet);
    upload.reject(Rejection.in(sheet, line, column, code, reason));
  }

  private final class Reading {
    private final ImportSheet sheet;
    private final CsvRows rows;
    private final List<@Nullable SheetColumn> columns = new ArrayList<>();

    Reading(ImportSheet sheet, CsvRows rows) {
      this.sheet = sheet;
      this.rows = rows;
    }

    void read() throws IOException {
      var line = 1;
      try {
        var header = rows.next();
        if (header == null) {
          breakOff(sheet, line, null, "missing_header", "Name the columns in the first line");
          return;
        }
        if (!readHeader(header)) {
          return;
        }
        line = rows.nextLine();
        for (var cells = rows.next(); cells != null; cells = rows.next()) {
          if (!isEmpty(cells) && !readLine(line, cells)) {
            return;
          }
          line = rows.nextLine();
        }
      } catch (JsonProcessingException broken) {
        breakOff(
            sheet,
            line,
            column(sheet, rows.header(), rows.cellsRead()),
            code(broken),
            advice(broken));
      }
    }

    /** Spreadsheets save rows that were used once as separators only. */
    private static boolean isEmpty(List<String> cells) {
      return cells.stream().allMatch(cell -> cell.isBlank() || cell.equals("\u00A0"));
    }

    private boolean readHeader(List<String> titles) {
      // UTF-16 without a byte order mark is valid UTF-8, with a NUL beside every letter.
      if (titles.stream().anyMatch(title -> title.indexOf(0) >= 0)) {
        breakOff(sheet, 1, "1", "not_utf8", "Save the file as UTF-8");
        return false;
      }
      var isGood = true;
      var seen = new HashSet<String>();
      for (int i = 0; i < titles.size(); i++) {
        var column = sheet.column(titles.get(i).strip());
        if (column == null) {
          isGood = false;
          breakOff(
              sheet,
              1,
              String.valueOf(i + 1),
              "unknown_column",
              "Unknown column; remove it. Known: " + String.join(", ", sheet.titles()));
        } else if (!seen.add(column.title())) {
          isGood = false;
          breakOff(sheet, 1, column.title(), "repeated_column", "Name each column once");
        }
        columns.add(column);
      }
      for (var column : sheet.columns()) {
        if (column.isRequired() && !seen.contains(column.title())) {
          isGood = false;
          breakOff(sheet, 1, column.title(), "missing_column", "Send this column");
        }
      }
      return isGood;
    }

    private boolean readLine(int line, List<String> cells) throws IOException {
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
      var row = upload.reader().emptyRow();
      for (int i = 0; i < cells.size(); i++) {
        var column = columns.get(i);
        if (column != null) {
          row.put(column.title(), cells.get(i));
        }
      }
      try (var parser = upload.reader().parser(row)) {
        parser.nextToken();
        return upload.read(sheet, line, null, parser);
      }
    }

    private static String code(JsonProcessingException broken) {
      return CsvRows.isUnclosed(broken) ? "unclosed_quote" : "not_csv";
    }

    private static String advice(JsonProcessingException broken) {
      return CsvRows.isUnclosed(broken)
          ? "Close the quote that begins in this line or after it"
          : "Send comma separated values (RFC 4180), cells of at most "
              + CsvRows.LONGEST_CELL
              + " characters";
    }
  }
}
