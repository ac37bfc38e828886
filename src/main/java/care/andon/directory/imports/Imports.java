package care.andon.directory.imports;

import care.andon.directory.Directory;
import care.andon.directory.imports.reading.CsvReader;
import care.andon.directory.imports.reading.ImportSheet;
import care.andon.directory.imports.reading.JsonReader;
import care.andon.directory.imports.reading.Rejection;
import care.andon.directory.imports.reading.RowReader;
import care.andon.directory.imports.reading.Upload;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.idempotency.IdempotentExecution;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.DatabaseFailures;
import care.andon.platform.text.Uuids;
import care.andon.platform.web.ConditionalRequests;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Imports the directory from other systems: reads an upload, reports what it would change and
 * break, and on request applies it, completely or not at all.
 */
@ApplicationScoped
public class Imports {
  private static final int OK = 200;

  /** Reports of other imports are not found by a token. */
  private static final byte[] NO_TOKEN = {};

  private final ImportRepository repository;
  private final Directory directory;
  private final OpenWork work;
  private final RowReader rows;
  private final InstantSource time;
  private final ImportConfig config;
  private final IdempotencyKeys keys;
  private final IdempotentExecution once;

  private final ImportQueue queue;

  Imports(
      ImportRepository repository,
      Directory directory,
      OpenWork work,
      ObjectMapper json,
      Validator validator,
      InstantSource time,
      ImportConfig config,
      IdempotencyKeys keys,
      IdempotentExecution once) {
    this.repository = repository;
    this.directory = directory;
    this.work = work;
    this.rows = new RowReader(json, validator);
    this.time = time;
    this.config = config;
    this.keys = keys;
    this.once = once;
    this.queue = new ImportQueue(config.patience());
  }

  /**
   * Options of an import.
   *
   * @param whole whether entries of the source that are missing in the upload are gone
   * @param apply false for a dry run
   * @param ifMatch the token of the dry run that the caller has seen; null for any
   * @param key idempotency key; null for none
   */
  public record ImportOptions(
      String source,
      boolean whole,
      boolean apply,
      @Nullable String ifMatch,
      @Nullable IdempotencyKey key) {}

  /**
   * One import that a caller asks for.
   *
   * @param contents digest of the upload
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record ImportRequest(Caller caller, ImportOptions options, Upload upload, byte[] contents) {
    ImportRequest(Caller caller, ImportOptions options, Upload upload) {
      this(caller, options, upload, upload.digest());
    }
  }

  /**
   * One file of an upload.
   *
   * @param sheet what the file contains; null if its name is unknown
   */
  record UploadedFile(@Nullable ImportSheet sheet, CsvReader.File file) {}

  /**
   * The answer to an import.
   *
   * @param replayed whether the import was applied before, and this is the first answer
   */
  public record ImportResult(ImportReport report, boolean replayed) {
    /** The result of an import that may have been applied before under the same key. */
    public static ImportResult of(IdempotentExecution.Answer<ImportReport> answer) {
      return new ImportResult(answer.body(), answer.replayed());
    }
  }

  ImportResult ofJson(Caller caller, ImportOptions options, CsvReader.File document) {
    return queue.run(
        () -> {
          var upload = JsonReader.read(document, ImportSheet.DIRECTORY, config.mostRows(), rows);
          return run(new ImportRequest(caller, options, upload));
        });
  }

  ImportResult ofFiles(Caller caller, ImportOptions options, List<UploadedFile> parts) {
    return queue.run(
        () -> {
          var upload = Upload.ofCsv(config.mostRows(), rows);
          for (var part : parts) {
            read(part, upload);
          }
          return run(new ImportRequest(caller, options, upload));
        });
  }

  /** What another feature does with an upload. */
  public interface Task {
    ImportResult run(Upload upload);
  }

  /**
   * Reads one sheet that another feature imports, when it is its turn.
   *
   * @param isCsv whether the file is CSV; otherwise it is JSON
   */
  public ImportResult ofSheet(ImportSheet sheet, boolean isCsv, CsvReader.File file, Task task) {
    return queue.run(
        () -> {
          if (isCsv) {
            var upload = Upload.ofCsv(config.mostRows(), rows);
            new CsvReader(upload).read(sheet, file);
            return task.run(upload);
          }
          var upload = JsonReader.read(file, Set.of(sheet), config.mostRows(), rows);
          if (!upload.mentions(sheet)) {
            throw Problem.invalid("/" + sheet.file(), "required", "Send a list");
          }
          return task.run(upload);
        });
  }

  /** Stores the report of an import that another feature applies, in the present transaction. */
  public void save(ImportReport report) {
    repository.inTransaction(
        connection -> {
          repository.save(connection, report, NO_TOKEN);
          return report;
        });
  }

  private static void read(UploadedFile part, Upload upload) throws IOException {
    if (part.sheet() == null) {
      upload.reject(
          Rejection.of(
              "unknown_file",
              "Name each file after its contents, such as people.csv; known: "
                  + ImportSheet.files()));
    } else if (upload.mentions(part.sheet())) {
      upload.reject(Rejection.of(part.sheet(), "repeated_file", "Send each file once"));
    } else {
      new CsvReader(upload).read(part.sheet(), part.file());
    }
  }

  private ImportResult run(ImportRequest request) {
    var attempt =
        keys.attempt(
            request.caller(),
            request.options().key(),
            "importDirectory",
            KeyedContents.of(request));
    if (!request.options().apply()) {
      return dryRun(attempt, request);
    }
    var before = findApplied(request);
    if (before.isPresent()) {
      return new ImportResult(before.get(), true);
    }
    var result = apply(attempt, request);
    if (result.report().id() != null && !result.replayed()) {
      directory.refresh();
      work.reassignLeaversRequests();
    }
    return result;
  }

  /** What an idempotency key stands for: the same contents with the same options, in any format. */
  @SuppressWarnings("ArrayRecordComponent") // only ever written
  private record KeyedContents(
      String source, boolean whole, boolean apply, byte[] contents, List<Rejection> unread) {
    static KeyedContents of(ImportRequest request) {
      var options = request.options();
      return new KeyedContents(
          options.source(),
          options.whole(),
          options.apply(),
          request.contents(),
          request.upload().rejections());
    }
  }

  /** The report of an applied import that was bound to its dry run; for retries. */
  private Optional<ImportReport> findApplied(ImportRequest request) {
    var tag = request.options().ifMatch();
    if (tag == null || !tag.matches("\"[A-Za-z0-9_-]{22}\"")) {
      return Optional.empty();
    }
    var digest = Base64.getUrlDecoder().decode(tag.substring(1, tag.length() - 1));
    return repository.find(digest, request.caller().username());
  }

  private ImportResult dryRun(IdempotencyKeys.@Nullable Attempt attempt, ImportRequest request) {
    return ImportResult.of(
        once.look(
            attempt,
            OK,
            ImportReport.class,
            () -> repository.inSnapshot(connection -> plan(connection, request).report())));
  }

  private ImportResult apply(IdempotencyKeys.@Nullable Attempt attempt, ImportRequest request) {
    return ImportResult.of(
        once.act(
            attempt,
            OK,
            ImportReport.class,
            () ->
                QuarkusTransaction.joiningExisting()
                    .call(() -> repository.inTransaction(it -> apply(it, request)))));
  }

  private ImportReport apply(Connection connection, ImportRequest request) throws SQLException {
    ImportRepository.lock(connection, config.patience());
    var planned = plan(connection, request);
    ConditionalRequests.requireMatch(request.options().ifMatch(), planned.report().token());
    if (!planned.report().rejected().isEmpty()) {
      throw rejected(planned.report());
    }
    planned.report().requireConfirmed(request.options().ifMatch());
    if (planned.plan().isEmpty()) {
      return planned.report().asApplied(null);
    }
    var report = planned.report().asApplied(PlannedImport.newId());
    write(connection, planned, report);
    repository.save(connection, report, planned.token());
    return report;
  }

  private static Problem rejected(ImportReport report) {
    return Problem.of(ProblemType.IMPORT_REJECTED, ProblemType.IMPORT_REJECTED.advice())
        .with("report", report);
  }

  /** Rejects the import if the database refuses an entry that passed every rule of ours. */
  private static void write(Connection connection, PlannedImport planned, ImportReport report)
      throws SQLException {
    try {
      new PlanWriter(connection, report.at()).write(planned.plan());
    } catch (SQLException failure) {
      var rule = DatabaseFailures.violatedRule(failure);
      if (rule.isEmpty()) {
        throw failure;
      }
      var reason = "The database refuses an entry by the rule " + rule.get();
      throw rejected(planned.report().with(Rejection.of("not_valid", reason)));
    }
  }

  private PlannedImport plan(Connection connection, ImportRequest request) throws SQLException {
    var now = time.instant();
    var allShifts = request.upload().mentions(ImportSheet.ROSTERS);
    var stored = new StoredReader(connection).read(now, allShifts ? null : now);
    return PlannedImport.of(request, stored, now, work);
  }

  // --- Earlier imports ---

  /** The start of a page of imports: after this one. */
  record Position(Instant at, UUID id) {}

  /** A page of applied imports, the newest first. */
  List<ImportReport> list(@Nullable Position after, int most) {
    return repository.list(after, most);
  }

  ImportReport get(String id) {
    return Uuids.parse(id).flatMap(repository::find).orElseThrow(Problem::notFound);
  }
}
