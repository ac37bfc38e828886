package care.andon.telling.contact;

import care.andon.channel.Channels;
import care.andon.directory.Directory;
import care.andon.directory.imports.ImportReport;
import care.andon.directory.imports.ImportReport.Difference;
import care.andon.directory.imports.ImportReport.ImportAct;
import care.andon.directory.imports.ImportReport.Summary;
import care.andon.directory.imports.Imports;
import care.andon.directory.imports.Imports.ImportOptions;
import care.andon.directory.imports.Imports.ImportResult;
import care.andon.directory.imports.reading.CsvReader;
import care.andon.directory.imports.reading.ImportSheet;
import care.andon.directory.imports.reading.Rejection;
import care.andon.directory.imports.reading.Upload;
import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.idempotency.IdempotentExecution;
import care.andon.platform.identity.Caller;
import care.andon.platform.keys.Tags;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.web.ConditionalRequests;
import care.andon.telling.contact.ContactPlan.Change;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.id.uuid.UuidVersion7Strategy;

/**
 * Imports contacts of people from another system: completely or not at all. They count as verified.
 * No report, log line or problem has an address.
 */
@ApplicationScoped
class ContactImports {
  private static final int OK = 200;
  private static final int MOST_SHOWN = 500;
  private static final String KIND = "contacts";

  private final Imports imports;
  private final ContactRepository repository;
  private final Channels channels;
  private final Directory directory;
  private final Tags tags;
  private final IdempotencyKeys keys;
  private final IdempotentExecution once;
  private final InstantSource time;

  ContactImports(
      Imports imports,
      ContactRepository repository,
      Channels channels,
      Directory directory,
      Tags tags,
      IdempotencyKeys keys,
      IdempotentExecution once,
      InstantSource time) {
    this.imports = imports;
    this.repository = repository;
    this.channels = channels;
    this.directory = directory;
    this.tags = tags;
    this.keys = keys;
    this.once = once;
    this.time = time;
  }

  /** A plan, and the report about it. */
  private record Planned(ContactPlan plan, ImportReport report) {}

  /** What an idempotency key stands for. */
  @SuppressWarnings("ArrayRecordComponent") // only ever written
  private record KeyedContents(
      String source, boolean whole, boolean apply, byte[] contents, List<Rejection> unread) {}

  /** Checks an import, and applies it if that is asked for. */
  ImportResult run(Caller caller, ImportOptions options, boolean isCsv, CsvReader.File file) {
    return imports.ofSheet(
        ImportSheet.CONTACTS, isCsv, file, upload -> run(caller, options, upload));
  }

  private ImportResult run(Caller caller, ImportOptions options, Upload upload) {
    var attempt =
        keys.attempt(
            caller,
            options.key(),
            "importContacts",
            new KeyedContents(
                options.source(),
                options.whole(),
                options.apply(),
                upload.digest(),
                upload.rejections()));
    // A person whom another replica imported a moment ago is known.
    directory.refresh();
    if (!options.apply()) {
      return ImportResult.of(
          once.look(
              attempt,
              OK,
              ImportReport.class,
              () ->
                  QuarkusTransaction.requiringNew()
                      .call(() -> plan(caller, options, upload).report())));
    }
    return ImportResult.of(
        once.act(
            attempt,
            OK,
            ImportReport.class,
            () -> QuarkusTransaction.joiningExisting().call(() -> apply(caller, options, upload))));
  }

  private ImportReport apply(Caller caller, ImportOptions options, Upload upload) {
    repository.lockImports();
    var planned = plan(caller, options, upload);
    var report = planned.report();
    ConditionalRequests.requireMatch(options.ifMatch(), report.token());
    if (!report.rejected().isEmpty()) {
      throw Problem.of(ProblemType.IMPORT_REJECTED, ProblemType.IMPORT_REJECTED.advice())
          .with("report", report);
    }
    report.requireConfirmed(options.ifMatch());
    if (planned.plan().changes().isEmpty()) {
      return report.asApplied(null);
    }
    planned.plan().changes().forEach(change -> write(change, options.source(), report.at()));
    var applied = report.asApplied(newId());
    imports.save(applied);
    Log.infof("Contacts from source %s were imported: %s", options.source(), counts(applied));
    return applied;
  }

  private static String counts(ImportReport report) {
    return report.summary().stream()
        .map(
            it -> "%d added, %d changed, %d removed".formatted(it.added(), it.changed(), it.gone()))
        .collect(Collectors.joining());
  }

  private void write(Change change, String source, Instant at) {
    var place = change.place();
    var contact = change.contact();
    if (contact == null) {
      repository.persist(
          Contact.imported(newId(), place.person(), place.kind(), place.address(), source, at));
    } else if (change.act() == ImportAct.GONE) {
      repository.delete(contact);
    } else {
      contact.becomeImported(source, at);
    }
  }

  private static UUID newId() {
    return UuidVersion7Strategy.INSTANCE.generateUuid(null);
  }

  private Planned plan(Caller caller, ImportOptions options, Upload upload) {
    var planner = new ContactPlanner(this::person, channels.kinds(), channels::refusal);
    var plan = planner.plan(upload, repository.inOrder(), options.source(), options.whole());
    return new Planned(plan, report(caller, options, plan));
  }

  /** Empty for a person who left: they are told nothing. */
  private Optional<PersonId> person(String username) {
    return directory.personByUsername(username).map(Person::id);
  }

  private ImportReport report(Caller caller, ImportOptions options, ContactPlan plan) {
    var changes = first(plan.changes());
    var rejected = first(plan.rejected());
    return new ImportReport(
        null,
        time.instant(),
        caller.username(),
        options.source(),
        options.whole(),
        false,
        token(options, plan),
        List.of(
            new Summary(
                KIND,
                plan.count(ImportAct.ADDED),
                plan.count(ImportAct.CHANGED),
                plan.count(ImportAct.GONE),
                plan.unchanged())),
        changes.stream().map(this::shown).toList(),
        plan.changes().size() - changes.size(),
        plan.removals().orElse(null),
        rejected,
        plan.rejected().size() - rejected.size(),
        List.of(),
        0);
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(MOST_SHOWN, all.size()));
  }

  private ImportReport.Change shown(Change change) {
    var place = change.place();
    var username = directory.person(place.person()).map(Person::username).orElse("-");
    return new ImportReport.Change(
        KIND,
        change.act(),
        username + " " + place.kind() + " " + AddressMask.of(place.address()),
        null,
        change.act() == ImportAct.CHANGED
            ? List.of(new Difference("verified", "false", "true"))
            : List.of());
  }

  /** A tag of all changes. Without the service's key no address can be tested against it. */
  private String token(ImportOptions options, ContactPlan plan) {
    var changes =
        plan.changes().stream()
            .map(it -> it.act() + " " + it.place() + " " + id(it))
            .collect(Collectors.joining("\n"));
    var tag =
        tags.tag(
            tags.primary(),
            "contact-import",
            options.source(),
            String.valueOf(options.whole()),
            changes);
    return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(tag) + "\"";
  }

  private static String id(Change change) {
    var contact = change.contact();
    return contact == null ? "" : contact.id().toString();
  }
}
