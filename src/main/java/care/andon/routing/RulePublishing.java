package care.andon.routing;

import care.andon.directory.Directory;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.routing.engine.DisjointHours;
import care.andon.routing.engine.RuleRef;
import care.andon.sla.Promises;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.BodyReader;
import care.andon.versioned.Draft;
import care.andon.versioned.Precondition;
import care.andon.versioned.Publication;
import care.andon.versioned.PublishOutcome;
import care.andon.versioned.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Publishes and retires rules; each is judged by what else is in force. */
@ApplicationScoped
public class RulePublishing {
  private final Publication publication;
  private final RulesRepository repository;
  private final StoredRules stored;
  private final Routing routing;
  private final Directory directory;
  private final Promises promises;
  private final RuleConflicts conflicts;
  private final InstantSource time;

  RulePublishing(
      Publication publication,
      RulesRepository repository,
      StoredRules stored,
      Routing routing,
      Directory directory,
      Promises promises,
      RuleConflicts conflicts,
      InstantSource time) {
    this.publication = publication;
    this.repository = repository;
    this.stored = stored;
    this.routing = routing;
    this.directory = directory;
    this.promises = promises;
    this.conflicts = conflicts;
    this.time = time;
  }

  /** What is published while it is this caller's turn. */
  private record Present(PublishedRules published, Publication.Turn turn) {}

  private PublishOutcome<RuleTerms> alone(
      Publication.Order order, Function<Present, PublishOutcome<RuleTerms>> change) {
    try {
      return publication.alone(
          order,
          () -> repository.read(stored.published()).rules(),
          turn -> change.apply(new Present(repository.read(stored.published()), turn)));
    } finally {
      stored.refresh();
    }
  }

  /** Publishes the first version; the same document again changes nothing. */
  PublishOutcome<RuleTerms> create(Caller caller, RuleDraft draft, @Nullable IdempotencyKey key) {
    return alone(
        new Publication.Order(caller, key, "create rule", draft),
        present -> {
          var read = read(draft, "", null, 1, present.published().revision(), present.turn().now());
          return present
              .turn()
              .create(shelf(present), read, () -> requireNoTie(present.published(), read));
        });
  }

  /** Publishes the next version; the same document again changes nothing. */
  PublishOutcome<RuleTerms> change(
      Caller caller,
      String code,
      RuleDraft draft,
      Precondition precondition,
      @Nullable IdempotencyKey key) {
    return alone(
        new Publication.Order(caller, key, "change rule " + code, draft),
        present -> {
          var there = Publication.there(present.published().rules(), code, precondition);
          var read =
              read(
                  draft,
                  "",
                  code,
                  there.number() + 1,
                  present.published().revision(),
                  present.turn().now());
          return present
              .turn()
              .change(shelf(present), there, read, () -> requireNoTie(present.published(), read));
        });
  }

  /** New requests no longer go by the rule; refused where that leaves two others in a tie. */
  PublishOutcome<RuleTerms> retire(
      Caller caller, String code, Precondition precondition, @Nullable IdempotencyKey key) {
    return alone(
        new Publication.Order(caller, key, "retire rule " + code, null),
        present -> {
          var there = Publication.there(present.published().rules(), code, precondition);
          return present
              .turn()
              .retire(
                  shelf(present),
                  there,
                  () -> {
                    var without = new LinkedHashMap<>(inForce(present.published()));
                    without.remove(code);
                    requireNoNewTie(present.published(), without, null);
                  });
        });
  }

  private Publication.Shelf<RuleTerms> shelf(Present present) {
    return new Publication.Shelf<>(
        repository.rules(), present.published().rules(), RuleTerms::saysTheSameAs);
  }

  private Draft<RuleTerms> read(
      RuleDraft draft,
      String pointer,
      @Nullable String replaced,
      int number,
      long revision,
      Instant now) {
    var reader = new BodyReader();
    var code = draft.code() == null ? "" : draft.code();
    var terms =
        draft.read(reader, new RuleRef(code, number), directory, it -> calendar(it, revision), now);
    return Draft.read(reader, pointer, draft.code(), draft.name(), replaced, terms);
  }

  private Optional<WorkCalendar> calendar(String code, long revision) {
    return promises.book(revision).calendar(code).map(promises::calendar);
  }

  // --- Comparing with the other rules ---

  private static Map<String, RuleTerms> inForce(PublishedRules published) {
    return published.inForce().stream().collect(Collectors.toMap(Version::code, Version::content));
  }

  private void requireNoTie(PublishedRules published, Draft<RuleTerms> draft) {
    var with = new LinkedHashMap<>(inForce(published));
    with.put(draft.code(), draft.content());
    requireNoNewTie(published, with, draft.code());
  }

  private void requireNoNewTie(
      PublishedRules published, Map<String, RuleTerms> rules, @Nullable String changed) {
    conflicts.requireNoNewTie(
        inForce(published).values(), rules.values(), changed, hours(published, time.instant()));
  }

  private DisjointHours hours(PublishedRules published, Instant now) {
    return new DisjointCalendars(code -> calendar(code, published.revision()), now);
  }

  /** Warnings about a version that was published; none about one that is not in force. */
  List<String> warnings(Version<RuleTerms> rule) {
    return rule.isInForce()
            && conflicts.neverDecides(rule.content(), inForce(stored.published()).values())
        ? List.of("never_decides")
        : List.of();
  }

  // --- Trying ---

  /**
   * The ways by the rules as they would be.
   *
   * @param drafts added, or in the place of the one of their code
   * @param retired codes of rules that would be no more
   * @throws Problem as publishing them would
   */
  public Routing.RoutingState tryOut(List<RuleDraft> drafts, List<String> retired) {
    var published = stored.published();
    var rules = new LinkedHashMap<String, Version<RuleTerms>>();
    published.inForce().forEach(rule -> rules.put(rule.code(), rule));
    for (var i = 0; i < retired.size(); i++) {
      if (rules.remove(retired.get(i)) == null) {
        throw Problem.invalid(
            "/retire/" + i, "unknown_rule", "Send the code of a rule that is in force");
      }
    }
    var now = time.instant();
    for (var i = 0; i < drafts.size(); i++) {
      var pointer = "/rules/" + i;
      var read = read(drafts.get(i), pointer, null, 1, published.revision(), now);
      var there = published.rules().latest(read.code());
      var isDouble = rules.containsKey(read.code()) && rules.get(read.code()).since() < 0;
      if (isDouble || there.filter(it -> !it.isInForce()).isPresent()) {
        throw Problem.invalid(
            pointer + "/code", "code_taken", "Send each code once, and none that is retired");
      }
      rules.put(read.code(), tried(read, now));
    }
    conflicts.requireNoTie(
        rules.values().stream().map(Version::content).toList(), hours(published, now));
    return routing.stateOf(List.copyOf(rules.values()));
  }

  /** Never in force; no revision contains it. */
  private static Version<RuleTerms> tried(Draft<RuleTerms> draft, Instant now) {
    return new Version<>(
        draft.code(), 1, draft.name(), -1, null, now, null, null, null, draft.content());
  }
}
