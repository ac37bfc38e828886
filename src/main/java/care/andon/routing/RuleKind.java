package care.andon.routing;

import care.andon.directory.Directory;
import care.andon.routing.engine.DisjointHours;
import care.andon.routing.engine.RuleRef;
import care.andon.sla.Promises;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.BodyReader;
import care.andon.versioned.PublishedKind;
import care.andon.versioned.ValidDraft;
import care.andon.versioned.Version;
import care.andon.versioned.VersionStore;
import care.andon.versioned.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Routing rules, as they are published. A change that makes two rules tie is refused. */
@ApplicationScoped
class RuleKind implements PublishedKind<RuleTerms, RuleDraft, PublishedRules> {
  private final RuleVersionRepository repository;
  private final StoredRules stored;
  private final Directory directory;
  private final Promises promises;
  private final RuleConflicts conflicts;
  private final InstantSource time;

  RuleKind(
      RuleVersionRepository repository,
      StoredRules stored,
      Directory directory,
      Promises promises,
      RuleConflicts conflicts,
      InstantSource time) {
    this.repository = repository;
    this.stored = stored;
    this.directory = directory;
    this.promises = promises;
    this.conflicts = conflicts;
    this.time = time;
  }

  @Override
  public String noun() {
    return "rule";
  }

  @Override
  public String storedAs() {
    return "routing_rule";
  }

  @Override
  public VersionStore<?, RuleTerms, ?> store() {
    return repository;
  }

  @Override
  public PublishedRules read() {
    return stored.read();
  }

  @Override
  public void refresh() {
    stored.refresh();
  }

  @Override
  public Versions<RuleTerms> versions(PublishedRules published) {
    return published.rules();
  }

  @Override
  public ValidDraft<RuleTerms> read(
      RuleDraft draft,
      @Nullable Version<RuleTerms> replaced,
      PublishedRules published,
      Instant now) {
    return read(draft, "", replaced, published, now);
  }

  /** The same for a draft that stands further in, under this pointer. */
  ValidDraft<RuleTerms> read(
      RuleDraft draft,
      String pointer,
      @Nullable Version<RuleTerms> replaced,
      PublishedRules published,
      Instant now) {
    var reader = new BodyReader();
    var code = draft.code() == null ? "" : draft.code();
    var ref = new RuleRef(code, replaced == null ? 1 : replaced.number() + 1);
    var terms = draft.read(reader, ref, directory, it -> calendar(it, published), now);
    return ValidDraft.read(
        reader,
        pointer,
        draft.code(),
        draft.name(),
        replaced == null ? null : replaced.code(),
        terms);
  }

  @Override
  public void requireFits(ValidDraft<RuleTerms> draft, PublishedRules published) {
    var after = inForce(published);
    after.put(draft.code(), draft.content());
    requireNoNewTie(published, after, draft.code());
  }

  @Override
  public void requireDispensable(Version<RuleTerms> version, PublishedRules published) {
    var after = inForce(published);
    after.remove(version.code());
    requireNoNewTie(published, after, null);
  }

  private void requireNoNewTie(
      PublishedRules published, Map<String, RuleTerms> after, @Nullable String changed) {
    conflicts.requireNoNewTie(
        inForce(published).values(), after.values(), changed, hours(published, time.instant()));
  }

  /** Passes if no two of these rules tie from now on. */
  void requireNoTie(Collection<RuleTerms> rules, PublishedRules published, Instant now) {
    conflicts.requireNoTie(rules, hours(published, now));
  }

  /** Warnings about a version that was published; none about one that is not in force. */
  List<String> warnings(Version<RuleTerms> rule) {
    return rule.isInForce()
            && conflicts.neverDecides(rule.content(), inForce(stored.published()).values())
        ? List.of("never_decides")
        : List.of();
  }

  private static Map<String, RuleTerms> inForce(PublishedRules published) {
    return published.inForce().stream()
        .collect(
            Collectors.toMap(Version::code, Version::content, (one, other) -> one, HashMap::new));
  }

  private DisjointHours hours(PublishedRules published, Instant now) {
    return new DisjointCalendars(code -> calendar(code, published), now);
  }

  private Optional<WorkCalendar> calendar(String code, PublishedRules published) {
    return promises.book(published.revision()).calendar(code).map(promises::calendar);
  }
}
