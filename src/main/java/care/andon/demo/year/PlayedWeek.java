package care.andon.demo.year;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The rows that the use cases wrote when they played a week of lives.
 *
 * <p>They are kept in a resource, because playing them takes longer than a first start may take.
 * The resource is text. A line that begins with "life" has the number of a life, when its request
 * was filed and when it ended. A line that begins with "table" names a table and its columns. The
 * lines after it are rows, as PostgreSQL's COPY writes them, with the number of the life instead of
 * the keys.
 *
 * @param lives when each request was filed and when it ended, by the number of the life
 * @param tables parents first
 */
record PlayedWeek(Map<Integer, Times> lives, List<Table> tables) {
  /** Written by {@code PlayedWeekTest}. */
  static final String RESOURCE = "/demo/week.txt.gz";

  static final String LIFE = "life\t";
  static final String TABLE = "table\t";

  /** The salt of an event, which stands for that of its copy. */
  static final String SALT = "\\\\x" + "0".repeat(32);

  /**
   * An instant, as PostgreSQL writes it in a column and as the service writes it in JSON, the
   * reference in the JSON of the first event, and a salt.
   */
  private static final Pattern DIFFERENT =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?(?:Z|\\+00)"
              + "|(?<=\"reference\": )\\d+|"
              + Pattern.quote(SALT));

  PlayedWeek {
    lives = Map.copyOf(lives);
    tables = List.copyOf(tables);
  }

  record Times(Instant filed, Instant ended) {}

  /**
   * @param columns without the keys
   */
  record Table(String name, String columns, Map<Integer, List<Row>> rows) {}

  /** The week that comes with the service. */
  static PlayedWeek ofResource() {
    try (var bytes =
            new GZIPInputStream(
                Objects.requireNonNull(PlayedWeek.class.getResourceAsStream(RESOURCE)));
        var text = new InputStreamReader(bytes, StandardCharsets.UTF_8)) {
      return read(text);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(RESOURCE + " cannot be read", unreadable);
    }
  }

  static PlayedWeek read(Reader text) throws IOException {
    var lives = new TreeMap<Integer, Times>();
    var tables = new ArrayList<Table>();
    var lines = new BufferedReader(text);
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(LIFE)) {
        var cells = line.split("\t", -1);
        lives.put(
            Integer.valueOf(cells[1]), new Times(Instant.parse(cells[2]), Instant.parse(cells[3])));
      } else if (line.startsWith(TABLE)) {
        var cells = line.split("\t", -1);
        tables.add(new Table(cells[1], cells[2], new LinkedHashMap<>()));
      } else {
        var end = line.indexOf('\t');
        tables
            .getLast()
            .rows()
            .computeIfAbsent(Integer.valueOf(line.substring(0, end)), _ -> new ArrayList<>())
            .add(Row.of(line.substring(end)));
      }
    }
    return new PlayedWeek(lives, tables);
  }

  /** A row as text, cut at everything that differs in a copy. */
  record Row(List<Part> parts) {
    private static Row of(String line) {
      var parts = new ArrayList<Part>();
      var found = DIFFERENT.matcher(line);
      var end = 0;
      while (found.find()) {
        parts.add(new Text(line.substring(end, found.start())));
        parts.add(different(found.group()));
        end = found.end();
      }
      parts.add(new Text(line.substring(end)));
      return new Row(parts);
    }

    private static Part different(String text) {
      if (text.equals(SALT)) {
        return new Salt();
      }
      return text.contains(":")
          ? new Moment(LocalDateTime.parse(text.replace(' ', 'T').replaceFirst("Z|\\+00", "")))
          : new ReferenceNumber();
    }

    /**
     * Writes the row without its keys.
     *
     * @param by how much later everything happens; negative for earlier
     */
    void append(StringBuilder to, Duration by, long reference) {
      parts.forEach(part -> part.append(to, by, reference));
    }
  }

  private sealed interface Part {
    void append(StringBuilder to, Duration by, long reference);
  }

  private record Text(String text) implements Part {
    @Override
    public void append(StringBuilder to, Duration by, long reference) {
      to.append(text);
    }
  }

  /** No two events have the same salt. */
  private record Salt() implements Part {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Override
    public void append(StringBuilder to, Duration by, long reference) {
      var salt = new byte[16];
      RANDOM.nextBytes(salt);
      to.append("\\\\x").append(HexFormat.of().formatHex(salt));
    }
  }

  private record ReferenceNumber() implements Part {
    @Override
    public void append(StringBuilder to, Duration by, long reference) {
      to.append(reference);
    }
  }

  /**
   * An instant in UTC, written as {@link Instant#toString} does, which PostgreSQL reads, too. A
   * year has two million of them, so it is written without a formatter.
   */
  private record Moment(LocalDateTime at) implements Part {
    private static final int WITHOUT_SECONDS = "2026-01-01T00:00".length();

    @Override
    public void append(StringBuilder to, Duration by, long reference) {
      var moved = at.plus(by).toString();
      to.append(moved).append(moved.length() == WITHOUT_SECONDS ? ":00Z" : "Z");
    }
  }
}
