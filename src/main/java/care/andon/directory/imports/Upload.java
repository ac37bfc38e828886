package care.andon.directory.imports;

import care.andon.platform.Text;
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

/** What was sent, line by line, with what could not be read of it. */
final class Upload {
  /** What a spreadsheet would take for a formula. */
  private static final String BEGINS_A_FORMULA = "=+-@\t\r";

  private final int mostRows;
  private final Map<Sheet, List<Line>> lines = new EnumMap<>(Sheet.class);
  private final Set<Sheet> complete = EnumSet.noneOf(Sheet.class);
  private final List<Rejection> rejections = new ArrayList<>();
  private final Map<String, String> texts = new HashMap<>();
  private int rows;

  Upload(int mostRows) {
    this.mostRows = mostRows;
  }

  /** Goes on with this sheet; one that was there before goes on, too. */
  void begin(Sheet sheet) {
    lines.computeIfAbsent(sheet, it -> new ArrayList<>());
    complete.add(sheet);
  }

  /** Not all of the sheet is here: what is missing in it must not count as gone. */
  void breakOff(Sheet sheet) {
    complete.remove(sheet);
  }

  void reject(Rejection rejection) {
    rejections.add(rejection);
  }

  /**
   * Adds a line.
   *
   * @param raw what stands in it, by title of a known column
   * @return whether there may be more
   */
  boolean add(Sheet sheet, int number, @Nullable String pointer, Map<String, String> raw) {
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
    var line = new Line(sheet, number, pointer, cells, unread);
    for (var column : sheet.columns()) {
      read(line, column, raw.get(column.title()));
    }
    lines.computeIfAbsent(sheet, it -> new ArrayList<>()).add(line);
    return true;
  }

  private void read(Line line, Column column, @Nullable String raw) {
    var text = raw == null ? "" : raw.strip();
    if (raw != null && begins(raw)) {
      unread(line, column, "formula", "Send text that does not begin with = + - @ or a tab");
    } else if (text.isEmpty()) {
      if (column.isRequired()) {
        unread(line, column, "required", column.form().advice());
      }
    } else if (!isPlain(text)) {
      unread(line, column, "bad_text", "Send text without control characters");
    } else {
      column
          .form()
          .read(text)
          .ifPresentOrElse(
              value -> line.cells().put(column.title(), texts.computeIfAbsent(value, it -> it)),
              () -> unread(line, column, column.form().code(), column.form().advice()));
    }
  }

  private void unread(Line line, Column column, String code, String reason) {
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

  /** Whether anything was said of this; what is not mentioned stays as it is. */
  boolean mentions(Sheet sheet) {
    return lines.containsKey(sheet);
  }

  /** Whether what is missing in this sheet can count as gone. */
  boolean hasAllOf(Sheet sheet) {
    return complete.contains(sheet);
  }

  List<Line> lines(Sheet sheet) {
    return lines.getOrDefault(sheet, List.of());
  }

  List<Rejection> rejections() {
    return rejections;
  }

  /** The same for the same content, whatever the format it came in. */
  byte[] digest() {
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

  /** No text of a cell has a control character. */
  private static String shown(@Nullable String cell) {
    return cell == null ? "\u0001" : cell;
  }

  private static void update(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
