package care.andon.sla;

import care.andon.kernel.WireNames;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.sla.engine.WorkCalendar;
import care.andon.sla.match.engine.PolicySelector;
import care.andon.sla.match.engine.PolicyTie;
import care.andon.versioned.BodyReader;
import care.andon.versioned.Draft;
import care.andon.versioned.Precondition;
import care.andon.versioned.Publication;
import care.andon.versioned.PublishOutcome;
import care.andon.versioned.Version;
import care.andon.versioned.VersionRef;
import care.andon.versioned.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Publishes and retires policies and calendars; each is judged by what else is in force. */
@ApplicationScoped
public class PolicyPublishing {
  private final Publication publication;
  private final PolicyRepository repository;
  private final StoredPromises promises;
  private final PolicyPlaces places;
  private final CalendarUses uses;

  PolicyPublishing(
      Publication publication,
      PolicyRepository repository,
      StoredPromises promises,
      PolicyPlaces places,
      CalendarUses uses) {
    this.publication = publication;
    this.repository = repository;
    this.promises = promises;
    this.places = places;
    this.uses = uses;
  }

  /** What is published while it is this caller's turn. */
  private record Present(PublishedPolicies published, Publication.Turn turn) {}

  private <T> PublishOutcome<T> alone(
      Publication.Order order,
      Function<PublishedPolicies, Versions<T>> kind,
      Function<Present, PublishOutcome<T>> change) {
    try {
      return publication.alone(
          order,
          () -> kind.apply(repository.read(promises.published())),
          turn -> change.apply(new Present(repository.read(promises.published()), turn)));
    } finally {
      promises.refresh();
    }
  }

  // --- Calendars ---

  /** Publishes the first version; the same document again changes nothing. */
  PublishOutcome<WorkCalendar> createCalendar(
      Caller caller, CalendarDraft draft, @Nullable IdempotencyKey key) {
    return alone(
        new Publication.Order(caller, key, "create calendar", draft),
        PublishedPolicies::calendars,
        present ->
            present
                .turn()
                .create(calendars(present), readCalendar(draft, null, present), () -> {}));
  }

  /** Publishes the next version; the same document again changes nothing. */
  PublishOutcome<WorkCalendar> changeCalendar(
      Caller caller,
      String code,
      CalendarDraft draft,
      Precondition precondition,
      @Nullable IdempotencyKey key) {
    return alone(
        new Publication.Order(caller, key, "change calendar " + code, draft),
        PublishedPolicies::calendars,
        present -> {
          var there = Publication.there(present.published().calendars(), code, precondition);
          var read = readCalendar(draft, code, present);
          return present.turn().change(calendars(present), there, read, () -> {});
        });
  }

  /** The calendar is no longer to be chosen; refused while a policy or a rule in force asks it. */
  PublishOutcome<WorkCalendar> retireCalendar(
      Caller caller, String code, Precondition precondition, @Nullable IdempotencyKey key) {
    return alone(
        new Publication.Order(caller, key, "retire calendar " + code, null),
        PublishedPolicies::calendars,
        present -> {
          var there = Publication.there(present.published().calendars(), code, precondition);
          return present
              .turn()
              .retire(calendars(present), there, () -> requireUnused(code, present));
        });
  }

  private void requireUnused(String calendar, Present present) {
    var users =
        present.published().current().policies().stream()
            .filter(policy -> policy.runsOn(calendar))
            .map(policy -> policy.ref().code())
            .sorted()
            .toList();
    var rules = uses.rulesThatAsk(calendar);
    if (!users.isEmpty() || !rules.isEmpty()) {
      throw Problem.of(ProblemType.IN_USE, ProblemType.IN_USE.advice())
          .with("policies", users)
          .with("routingRules", rules);
    }
  }

  private Publication.Shelf<WorkCalendar> calendars(Present present) {
    return new Publication.Shelf<>(
        repository.calendars(), present.published().calendars(), WorkCalendar::equals);
  }

  private static Draft<WorkCalendar> readCalendar(
      CalendarDraft draft, @Nullable String replaced, Present present) {
    var reader = new BodyReader();
    var calendar = draft.read(reader, present.turn().now());
    return Draft.read(reader, "", draft.code(), draft.name(), replaced, calendar);
  }

  // --- Policies ---

  /** Publishes the first version; the same document again changes nothing. */
  PublishOutcome<SlaPolicy> createPolicy(
      Caller caller, PolicyDraft draft, @Nullable IdempotencyKey key) {
    return alone(
        new Publication.Order(caller, key, "create policy", draft),
        PublishedPolicies::policies,
        present -> {
          var read = readPolicy(draft, "", null, 1, present.published());
          return present
              .turn()
              .create(
                  policies(present),
                  read,
                  () -> requireNoTie(present.published().current(), read.content(), read.code()));
        });
  }

  /** Publishes the next version; the same document again changes nothing. */
  PublishOutcome<SlaPolicy> changePolicy(
      Caller caller,
      String code,
      PolicyDraft draft,
      Precondition precondition,
      @Nullable IdempotencyKey key) {
    return alone(
        new Publication.Order(caller, key, "change policy " + code, draft),
        PublishedPolicies::policies,
        present -> {
          var there = Publication.there(present.published().policies(), code, precondition);
          var read = readPolicy(draft, "", code, there.number() + 1, present.published());
          return present
              .turn()
              .change(
                  policies(present),
                  there,
                  read,
                  () -> requireNoTie(present.published().current(), read.content(), code));
        });
  }

  /** New requests no longer go by the policy; refused where that leaves two others in a tie. */
  PublishOutcome<SlaPolicy> retirePolicy(
      Caller caller, String code, Precondition precondition, @Nullable IdempotencyKey key) {
    return alone(
        new Publication.Order(caller, key, "retire policy " + code, null),
        PublishedPolicies::policies,
        present -> {
          var there = Publication.there(present.published().policies(), code, precondition);
          return present
              .turn()
              .retire(
                  policies(present),
                  there,
                  () -> requireNoTie(present.published().current(), null, code));
        });
  }

  private Publication.Shelf<SlaPolicy> policies(Present present) {
    return new Publication.Shelf<>(
        repository.policies(), present.published().policies(), SlaPolicy::saysTheSameAs);
  }

  private Draft<SlaPolicy> readPolicy(
      PolicyDraft draft,
      String pointer,
      @Nullable String replaced,
      int number,
      PublishedPolicies published) {
    var reader = new BodyReader();
    var code = draft.code() == null ? "" : draft.code();
    var policy = draft.read(reader, new VersionRef(code, number), published, places);
    if (code.equals("preview")) {
      reader.refuse("/code", "reserved", "Choose another code; this one has a meaning already");
    }
    return Draft.read(reader, pointer, draft.code(), draft.name(), replaced, policy);
  }

  /**
   * The policies in force as they would be with a draft.
   *
   * @param replaced code of the policy it is to take the place of; null to add it
   * @throws Problem as publishing it would
   */
  public PolicyBook tryOut(PolicyDraft draft, @Nullable String replaced) {
    var published = promises.published();
    if (replaced != null
        && published.policies().latest(replaced).filter(Version::isInForce).isEmpty()) {
      throw Problem.invalid(
          "/replaces", "unknown_policy", "Send the code of a policy that is in force");
    }
    var read = readPolicy(draft, "/policy", null, 1, published);
    return requireNoTie(
        published.current(), read.content(), replaced == null ? read.code() : replaced);
  }

  /** What nothing is promised for, in words. */
  public List<PolicyWarning> warnings(PolicyBook book) {
    return book.rules().gaps(places.facilities()).stream().map(PolicyWarning::of).toList();
  }

  /** What nothing was promised for right after somebody had published. */
  List<PolicyWarning> warningsAt(long revision) {
    return warnings(promises.book(revision));
  }

  /** The policies with this one in place of the one of that code, which may be none. */
  private PolicyBook requireNoTie(PolicyBook book, @Nullable SlaPolicy draft, String replacedCode) {
    var policies =
        Stream.concat(
                book.policies().stream()
                    .filter(policy -> !policy.ref().code().equals(replacedCode)),
                Stream.ofNullable(draft))
            .toList();
    var rules = new PolicySelector(policies.stream().map(SlaPolicy::rule).toList());
    var ties = rules.newTies(book.rules(), draft == null ? null : draft.ref().code(), places);
    if (!ties.isEmpty()) {
      throw Problem.of(ProblemType.POLICY_TIE, ProblemType.POLICY_TIE.advice())
          .with("ties", ties.stream().map(TieView::of).toList());
    }
    return new PolicyBook(book.revision(), policies, book.calendars());
  }

  /** Two policies and the clock over which they tie. */
  record TieView(List<String> policies, String clock) {
    static TieView of(PolicyTie tie) {
      return new TieView(
          List.of(tie.policies().one(), tie.policies().other()), WireNames.of(tie.clock()));
    }
  }
}
