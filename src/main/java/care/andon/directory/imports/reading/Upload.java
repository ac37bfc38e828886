package care.andon.directory.imports.reading;

import care.andon.platform.problem.Problem.FieldError;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of an upload, and what was rejected while reading it. */
public final class Upload {
  private final int mostRows;
  private final RowReader reader;
  private final RowErrors errors;
  private final Map<ImportSheet, List<ImportLine>> lines = new EnumMap<>(ImportSheet.class);
  private final Set<ImportSheet> complete = EnumSet.noneOf(ImportSheet.class);
  private final List<Rejection> rejections = new ArrayList<>();
  private int rows;

  private Upload(int mostRows, RowReader reader, @Nullable List<FieldError> malformed) {
    this.mostRows = mostRows;
    this.reader = reader;
    this.errors = new RowErrors(malformed);
  }

  public static Upload ofCsv(int mostRows, RowReader reader) {
    return new Upload(mostRows, reader, null);
  }

  /**
   * An upload of JSON.
   *
   * @param malformed collects the errors in the shape of the document
   */
  static Upload ofJson(int mostRows, RowReader reader, List<FieldError> malformed) {
    return new Upload(mostRows, reader, malformed);
  }

  RowReader reader() {
    return reader;
  }

  /** Begins a sheet, or continues one that was begun before. */
  void begin(ImportSheet sheet) {
    lines.computeIfAbsent(sheet, it -> new ArrayList<>());
    complete.add(sheet);
  }

  /** Marks a sheet as incomplete: items missing in it must not count as gone. */
  void breakOff(ImportSheet sheet) {
    complete.remove(sheet);
  }

  public void reject(Rejection rejection) {
    rejections.add(rejection);
  }

  /**
   * Reads a line.
   *
   * @param cells a parser that stands at the object of the line
   * @return whether more lines may follow; if not, this one was not read
   */
  boolean read(ImportSheet sheet, int number, @Nullable String pointer, JsonParser cells)
      throws IOException {
    if (++rows > mostRows) {
      breakOff(sheet);
      reject(
          new Rejection(
              sheet.file(),
              number,
              null,
              pointer,
              "too_many_rows",
              "An import has at most " + mostRows + " rows; send the directory in parts"));
      return false;
    }
    errors.begin(sheet, pointer);
    var row = reader.read(sheet, cells, errors);
    var line = new ImportLine(sheet, number, pointer, row, errors.columns());
    rejections.addAll(errors.rejections(line));
    lines.computeIfAbsent(sheet, it -> new ArrayList<>()).add(line);
    return true;
  }

  /** Whether the sheet was sent; kinds that were not sent stay as they are. */
  public boolean mentions(ImportSheet sheet) {
    return lines.containsKey(sheet);
  }

  /** Whether the sheet is complete, so that items missing in it can count as gone. */
  public boolean hasAllOf(ImportSheet sheet) {
    return complete.contains(sheet);
  }

  public List<ImportLine> lines(ImportSheet sheet) {
    return lines.getOrDefault(sheet, List.of());
  }

  public List<Rejection> rejections() {
    return rejections;
  }

  /** A digest of the contents, independent of the format. */
  public byte[] digest() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      lines.forEach(
          (sheet, rows) -> {
            update(digest, sheet.file());
            for (var line : rows) {
              sheet.titles().forEach(title -> update(digest, shown(line.get(title))));
            }
          });
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A character that no cell contains stands for an empty one. */
  private static String shown(@Nullable String cell) {
    return cell == null ? "\u0001" : cell;
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
