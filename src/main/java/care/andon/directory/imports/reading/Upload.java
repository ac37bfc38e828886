package care.andon.directory.imports.reading;

import care.andon.platform.text.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The lines of an upload, and what was rejected while reading it. */
public final class Upload {
  /** First characters that make a spreadsheet read a cell as a formula. */
  private static final String BEGINS_A_FORMULA = "=+-@\t\r";

  private final int mostRows;
  private final Map<ImportSheet, List<ImportLine>> lines = new EnumMap<>(ImportSheet.class);
  private final Set<ImportSheet> complete = EnumSet.noneOf(ImportSheet.class);
  private final List<Rejection> rejections = new ArrayList<>();
  private final Map<String, String> texts = new HashMap<>();
  private int rows;

  public Upload(int mostRows) {
    this.mostRows = mostRows;
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
   * Adds a line.
   *
   * @param raw the cells, by column title
   * @return whether more lines may follow
   */
  boolean add(ImportSheet sheet, int number, @Nullable String pointer, Map<String, String> raw) {
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
    var cells = new HashMap<String, String>();
    var unread = new HashSet<String>();
    var line = new ImportLine(sheet, number, pointer, cells, unread);
    for (var column : sheet.columns()) {
      read(line, column, raw.get(column.title()));
    }
    lines.computeIfAbsent(sheet, it -> new ArrayList<>()).add(line);
    return true;
  }

  private void read(ImportLine line, SheetColumn column, @Nullable String raw) {
    var text = raw == null ? "" : raw.strip();
    if (raw != null && begins(raw)) {
      unread(line, column, "formula", "Send text that does not begin with = + - @ or a tab");
    } else if (text.isEmpty()) {
      if (column.isRequired()) {
        unread(line, column, "required", column.type().advice());
      }
    } else if (!isPlain(text)) {
      unread(line, column, "bad_text", "Send text without control characters");
    } else {
      column
          .type()
          .read(text)
          .ifPresentOrElse(
              value -> line.cells().put(column.title(), texts.computeIfAbsent(value, it -> it)),
              () -> unread(line, column, column.type().code(), column.type().advice()));
    }
  }

  private void unread(ImportLine line, SheetColumn column, String code, String reason) {
    line.unread().add(column.title());
    reject(Rejection.at(line, column, code, reason));
  }

  private static boolean begins(String raw) {
    return !raw.isEmpty()
        && (BEGINS_A_FORMULA.indexOf(raw.charAt(0)) >= 0
            || (!raw.isBlank() && BEGINS_A_FORMULA.indexOf(raw.strip().charAt(0)) >= 0));
  }

  private static boolean isPlain(String text) {
    return text.chars().noneMatch(c -> Character.isISOControl(c)) && Text.isWellFormed(text);
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
              sheet.columns().forEach(column -> update(digest, shown(line.get(column.title()))));
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
