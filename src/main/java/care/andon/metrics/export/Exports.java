package care.andon.metrics.export;

import care.andon.directory.Directory;
import care.andon.metrics.asof.SettledTime;
import care.andon.metrics.form.FigureQuery;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Window;
import care.andon.platform.identity.Identity;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.table.CsvTable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes exports, one day of the period after the other, and page by page. */
@ApplicationScoped
class Exports {
  private static final Duration PART = Duration.ofDays(1);

  /** The most rows of a page: some megabytes. */
  private static final int PAGE = 5_000;

  private final ExportRepository repository;
  private final Directory directory;
  private final Identity identity;
  private final SettledTime settled;
  private final ObjectMapper json;

  Exports(
      ExportRepository repository,
      Directory directory,
      Identity identity,
      SettledTime settled,
      ObjectMapper json) {
    this.repository = repository;
    this.directory = directory;
    this.identity = identity;
    this.settled = settled;
    this.json = json;
  }

  /** An export that was asked for and checked. */
  record Export(ExportKind kind, ExportFormat format, FigureScope scope, Instant asOf) {}

  /**
   * Checks a question.
   *
   * @throws Problem as for a figure, or if there is no such format
   */
  Export ask(ExportKind kind, FigureQuery question, @Nullable String format) {
    var asOf = settled.asOf(question.asOf()).at();
    var scope =
        FigureScope.of(question, directory.snapshot(), identity.caller(), asOf).withoutGroups();
    return new Export(kind, ExportFormat.of(format), scope, asOf);
  }

  /** Writes all rows; one page of them is in memory at a time. */
  void write(Export export, OutputStream out) throws IOException {
    var header = true;
    for (var window : export.scope().windows()) {
      for (var from = window.from(); from.isBefore(end(window, export)); from = from.plus(PART)) {
        header &= !write(export, part(window, from), header, out);
      }
    }
  }

  /** Returns whether there were rows. */
  private boolean write(Export export, Window part, boolean header, OutputStream out)
      throws IOException {
    var rows = rows(export, part, null);
    if (rows.isEmpty()) {
      return false;
    }
    out.write(text(rows, export.format(), header).getBytes(StandardCharsets.UTF_8));
    while (rows.size() == PAGE) {
      rows = rows(export, part, rows.getLast().key());
      out.write(text(rows, export.format(), false).getBytes(StandardCharsets.UTF_8));
    }
    return true;
  }

  private List<ExportRepository.Row> rows(
      Export export, Window part, ExportRepository.@Nullable Key after) {
    return repository.rows(export.kind(), export.scope(), part, export.asOf(), after, PAGE);
  }

  /** A promise may fall due in the future; nothing else is there yet. */
  private static Instant end(Window window, Export export) {
    return export.kind() == ExportKind.PROMISES || window.to().isBefore(export.asOf())
        ? window.to()
        : export.asOf().plusNanos(1_000);
  }

  private static Window part(Window window, Instant from) {
    var to = from.plus(PART);
    return new Window(from, to.isBefore(window.to()) ? to : window.to(), window.facilities());
  }

  private String text(List<ExportRepository.Row> rows, ExportFormat format, boolean header)
      throws JsonProcessingException {
    var lines = rows.stream().map(ExportRepository.Row::json).toList();
    return switch (format) {
      case NDJSON -> lines.stream().map(it -> it + "\n").collect(Collectors.joining());
      case CSV -> CsvTable.of(json.readTree(lines.toString()), header);
    };
  }
}
