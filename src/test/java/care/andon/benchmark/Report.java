package care.andon.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was measured, as a table for people and as JSON for what compares runs. */
final class Report {
  private static final String HEADER =
      """
      | operation | connections | per second | p50 ms | p99 ms | errors | of raw | service CPU µs | database CPU µs | load CPU µs | service RSS MiB | heap MiB |
      |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
      """;

  private final Map<String, String> conditions = new LinkedHashMap<>();
  private final List<Line> lines = new ArrayList<>();

  private record Line(Measured measured, long residentMiB, long heapMiB) {}

  /** Under which circumstances: without them a number says nothing. */
  void condition(String name, String value) {
    conditions.put(name, value);
  }

  void add(Measured measured, long residentMiB, long heapMiB) {
    lines.add(new Line(measured, residentMiB, heapMiB));
    System.out.printf(
        Locale.ROOT,
        "%-40s %3d connections %8.0f/s%n",
        measured.operation(),
        measured.connections(),
        measured.perSecond());
  }

  long errors() {
    return lines.stream().mapToLong(line -> line.measured().errors()).sum();
  }

  String markdown() {
    var text = new StringBuilder("# Load benchmark\n\n");
    conditions.forEach((name, value) -> text.append("- %s: %s\n".formatted(name, value)));
    text.append('\n').append(HEADER);
    lines.forEach(line -> text.append(row(line)));
    return text.toString();
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("load.md"), markdown());
    Files.writeString(
        folder.resolve("load.json"),
        new ObjectMapper()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(
                Map.of(
                    "conditions", conditions, "lines", lines.stream().map(this::json).toList())));
  }

  private String row(Line line) {
    var measured = line.measured();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.0f | %.2f | %.2f | %d | %s | %d | %d | %d | %d | %d |%n",
        measured.operation(),
        measured.connections(),
        measured.perSecond(),
        measured.millis(0.5),
        measured.millis(0.99),
        measured.errors(),
        ofRaw(measured).map(share -> String.format(Locale.ROOT, "%.0f %%", 100 * share)).orElse(""),
        measured.cpu().service(),
        measured.cpu().database(),
        measured.cpu().load(),
        line.residentMiB(),
        line.heapMiB());
  }

  private Map<String, Object> json(Line line) {
    var measured = line.measured();
    var json = new LinkedHashMap<String, Object>();
    json.put("operation", measured.operation());
    json.put("connections", measured.connections());
    json.put("perSecond", measured.perSecond());
    json.put("p50Millis", measured.millis(0.5));
    json.put("p99Millis", measured.millis(0.99));
    json.put("errors", measured.errors());
    json.put("serviceCpuMicros", measured.cpu().service());
    json.put("databaseCpuMicros", measured.cpu().database());
    json.put("loadCpuMicros", measured.cpu().load());
    json.put("residentMiB", line.residentMiB());
    json.put("heapMiB", line.heapMiB());
    ofRaw(measured).ifPresent(share -> json.put("ofRaw", share));
    return json;
  }

  /** How much of the throughput without HTTP is left with it. */
  private Optional<Double> ofRaw(Measured measured) {
    return lines.stream()
        .map(Line::measured)
        .filter(other -> other.operation().equals(measured.operation() + LoadBenchmark.RAW))
        .filter(other -> other.connections() == measured.connections())
        .findFirst()
        .map(raw -> measured.perSecond() / raw.perSecond());
  }
}
