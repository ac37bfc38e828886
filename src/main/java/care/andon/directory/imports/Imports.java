package care.andon.directory.imports;

import care.andon.directory.Directory;
import care.andon.directory.imports.ImportReport.Break;
import care.andon.directory.imports.planning.ImportPlan;
import care.andon.directory.imports.planning.ImportPlanner;
import care.andon.directory.imports.planning.RosterRules;
import care.andon.directory.imports.planning.SourceContents;
import care.andon.directory.imports.planning.StoredDirectory;
import care.andon.directory.imports.reading.CsvReader;
import care.andon.directory.imports.reading.ImportSheet;
import care.andon.directory.imports.reading.JsonReader;
import care.andon.directory.imports.reading.Rejection;
import care.andon.directory.imports.reading.Upload;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.idempotency.IdempotentExecution;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.web.ConditionalRequests;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Takes the directory from another system: reads what was sent, says what it would change and
 * break, and, when asked to, changes it in one transaction or not at all.
 */
@ApplicationScoped
public class Imports {
  private static final int MOST_SHOWN = 500;
  private static final int LONGEST_SECONDS = 120;
  private static final int MOST_WAITING = 4;
  private static final int OK = 200;

  private final ImportRepository repository;
  private final Directory directory;
  private final OpenWork work;
  private final ObjectMapper json;
  private final InstantSource time;
  private final ImportConfig config;
  private final IdempotencyKeys keys;
  private final IdempotentExecution once;

  /** One at a time in each instance: an import is held in memory while it is compared. */
  private final Semaphore turn = new Semaphore(1);

  Imports(
      ImportRepository repository,
      Directory directory,
      OpenWork work,
      ObjectMapper json,
      InstantSource time,
      ImportConfig config,
      IdempotencyKeys keys,
      IdempotentExecution once) {
    this.repository = repository;
    this.directory = directory;
    this.work = work;
    this.json = json;
    this.time = time;
    this.config = config;
    this.keys = keys;
    this.once = once;
  }

  /**
   * How an import is to be done.
   *
   * @param whole whether what is missing of the source is gone
   * @param apply whether it is to happen, and not only to be shown
   * @param ifMatch the token of the dry run it was seen in; null for any
   * @param key makes a retry recognisable; null for none
   */
  record Terms(
      String source,
      boolean whole,
      boolean apply,
      @Nullable String ifMatch,
      @Nullable IdempotencyKey key) {}

  /**
   * One file of an upload.
   *
   * @param sheet what is in it; null for what no sheet is named
   */
  record Part(@Nullable ImportSheet sheet, CsvReader.File file) {}

  /**
   * What an import came to.
   *
   * @param replayed whether it was applied before, and this is what it came to then
   */
  record Outcome(ImportReport report, boolean replayed) {
    private static Outcome of(IdempotentExecution.Answer<ImportReport> answer) {
      return new Outcome(answer.body(), answer.replayed());
    }
  }

  Outcome ofJson(Caller caller, Terms terms, byte[] document) {
    return oneAtATime(
        () -> {
          var upload = new Upload(config.mostRows());
          new JsonReader(json, upload).read(document);
          return take(caller, terms, upload);
        });
  }

  Outcome ofFiles(Caller caller, Terms terms, List<Part> parts) {
    return oneAtATime(
        () -> {
          var upload = new Upload(config.mostRows());
          for (var part : parts) {
            read(part, upload);
          }
          return take(caller, terms, upload);
        });
  }

  private static void read(Part part, Upload upload) throws IOException {
    if (part.sheet() == null) {
      upload.reject(
          new Rejection(
              null,
              null,
              null,
              null,
              "unknown_file",
              "Name each file after what is in it, such as people.csv; known: "
                  + String.join(
                      ", ",
                      List.of(ImportSheet.values()).stream().map(ImportSheet::file).toList())));
    } else if (upload.mentions(part.sheet())) {
      upload.reject(Rejection.of(part.sheet(), "repeated_file", "Send each file once"));
    } else {
      new CsvReader(upload).read(part.sheet(), part.file());
    }
  }

  private interface Taking {
    Outcome take() throws IOException;
  }

  private Outcome oneAtATime(Taking taking) {
    if (!isMyTurn()) {
      throw Problem.of(ProblemType.CONFLICT, "Another import is being read; send it again soon");
    }
    try {
      return taking.take();
    } catch (IOException broken) {
      throw new IllegalStateException("An upload could not be read", broken);
    } finally {
      turn.release();
    }
  }

  /** A few wait for each other; a crowd would hold every thread there is. */
  private boolean isMyTurn() {
    try {
      return turn.getQueueLength() < MOST_WAITING
          && turn.tryAcquire(config.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Outcome take(Caller caller, Terms terms, Upload upload) {
    var contents = upload.digest();
    var attempt =
        keys.attempt(
            caller, terms.key(), "importDirectory", Sent.of(terms, contents, upload.rejections()));
    if (!terms.apply()) {
      return Outcome.of(
          once.look(
              attempt,
              OK,
              ImportReport.class,
              () ->
                  repository.look(
                      connection -> draft(connection, caller, terms, upload, contents).report())));
    }
    var before = seenBefore(caller, terms);
    if (before.isPresent()) {
      return new Outcome(before.get(), true);
    }
    var outcome =
        Outcome.of(
            once.act(
                attempt,
                OK,
                ImportReport.class,
                () ->
                    QuarkusTransaction.joiningExisting()
                        .timeout(LONGEST_SECONDS)
                        .call(
                            () ->
                                repository.work(
                                    connection ->
                                        apply(connection, caller, terms, upload, contents)))));
    if (outcome.report().id() != null && !outcome.replayed()) {
      directory.refresh();
      work.handOver();
    }
    return outcome;
  }

  /** What a key stands for: the same content asked for in the same way, in whatever format. */
  @SuppressWarnings("ArrayRecordComponent") // only ever written
  private record Sent(
      String source, boolean whole, boolean apply, byte[] contents, List<Rejection> unread) {
    static Sent of(Terms terms, byte[] contents, List<Rejection> unread) {
      return new Sent(terms.source(), terms.whole(), terms.apply(), contents, unread);
    }
  }

  /** A retry of an import that was bound to its dry run and has happened. */
  private Optional<ImportReport> seenBefore(Caller caller, Terms terms) {
    var tag = terms.ifMatch();
    if (tag == null || !tag.matches("\"[A-Za-z0-9_-]{22}\"")) {
      return Optional.empty();
    }
    var digest = Base64.getUrlDecoder().decode(tag.substring(1, tag.length() - 1));
    return repository.find(digest, caller.username());
  }

  private ImportReport apply(
      Connection connection, Caller caller, Terms terms, Upload upload, byte[] contents)
      throws SQLException {
    ImportRepository.lock(connection, config.patience());
    var draft = draft(connection, caller, terms, upload, contents);
    ConditionalRequests.requireMatch(terms.ifMatch(), draft.report().token());
    if (!draft.report().rejected().isEmpty()) {
      throw Problem.of(ProblemType.IMPORT_REJECTED, ProblemType.IMPORT_REJECTED.advice())
          .with("report", draft.report());
    }
    if (draft.plan().isEmpty()) {
      return draft.report().asApplied(null);
    }
    var report = draft.report().asApplied(newId());
    new PlanWriter(connection, report.at()).write(draft.plan());
    repository.remember(connection, report, draft.token());
    return report;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Drafted(ImportPlan plan, ImportReport report, byte[] token) {}

  private Drafted draft(
      Connection connection, Caller caller, Terms terms, Upload upload, byte[] contents)
      throws SQLException {
    var now = time.instant();
    var stored =
        new StoredReader(connection).read(now, upload.mentions(ImportSheet.ROSTERS) ? null : now);
    var known = upload.rejections().size();
    var plan =
        new ImportPlanner(
                new SourceContents(upload, stored, terms.source(), terms.whole()),
                Imports::newId,
                new RosterRules(now))
            .plan();
    var token = token(stored, terms, contents);
    var diff = new ImportDiff(plan, stored);
    var breaks = new ImpactReport(plan, stored, now, work).all();
    var changes = diff.changes();
    var rejected = List.copyOf(upload.rejections());
    upload.rejections().subList(known, rejected.size()).clear();
    return new Drafted(
        plan,
        new ImportReport(
            null,
            now,
            caller.username(),
            terms.source(),
            terms.whole(),
            false,
            "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(token) + "\"",
            diff.summary(upload),
            changes,
            diff.count() - changes.size(),
            rejected.subList(0, Math.min(MOST_SHOWN, rejected.size())),
            Math.max(0, rejected.size() - MOST_SHOWN),
            shown(breaks),
            Math.max(0, breaks.size() - MOST_SHOWN)),
        token);
  }

  private static List<Break> shown(List<Break> breaks) {
    return breaks.subList(0, Math.min(MOST_SHOWN, breaks.size()));
  }

  /** Of what is there and what was sent; half a digest is enough to tell one from another. */
  private static byte[] token(StoredDirectory stored, Terms terms, byte[] contents) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          ByteBuffer.allocate(2 * Long.BYTES)
              .putLong(stored.version())
              .putLong(stored.roster())
              .array());
      digest.update((terms.source() + " " + terms.whole()).getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(digest.digest(contents), 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static UUID newId() {
    return UuidVersion7Strategy.INSTANCE.generateUuid(null);
  }

  // --- Looking ---

  /** Where a page of imports begins: after this one. */
  record Position(Instant at, UUID id) {}

  /** A page of what was imported, the newest first. */
  List<ImportReport> list(@Nullable Position after, int most) {
    return repository.list(after, most);
  }

  ImportReport get(String id) {
    return uuid(id).flatMap(repository::find).orElseThrow(Problem::notFound);
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return text.length() == 36 ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException notAUuid) {
      return Optional.empty();
    }
  }
}
