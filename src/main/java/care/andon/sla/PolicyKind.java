package care.andon.sla;

import care.andon.kernel.WireNames;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.sla.match.engine.PolicySelector;
import care.andon.sla.match.engine.PolicyTie;
import care.andon.versioned.BodyReader;
import care.andon.versioned.PublishedKind;
import care.andon.versioned.ValidDraft;
import care.andon.versioned.Version;
import care.andon.versioned.VersionRef;
import care.andon.versioned.VersionStore;
import care.andon.versioned.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Policies, as they are published. A change that makes two policies tie is refused. */
@ApplicationScoped
class PolicyKind implements PublishedKind<SlaPolicy, PolicyDraft, PublishedPolicies> {
  private final PolicyVersionRepository repository;
  private final StoredPromises promises;
  private final PolicyPlaces places;

  PolicyKind(PolicyVersionRepository repository, StoredPromises promises, PolicyPlaces places) {
    this.repository = repository;
    this.promises = promises;
    this.places = places;
  }

  @Override
  public String noun() {
    return "policy";
  }

  @Override
  public String storedAs() {
    return "policy";
  }

  @Override
  public VersionStore<?, SlaPolicy, ?> store() {
    return repository;
  }

  @Override
  public PublishedPolicies read() {
    return promises.read();
  }

  @Override
  public void refresh() {
    promises.refresh();
  }

  @Override
  public Versions<SlaPolicy> versions(PublishedPolicies published) {
    return published.policies();
  }

  @Override
  public ValidDraft<SlaPolicy> read(
      PolicyDraft draft,
      @Nullable Version<SlaPolicy> replaced,
      PublishedPolicies published,
      Instant now) {
    return read(draft, "", replaced, published);
  }

  /** The same for a draft that stands further in, under this pointer. */
  ValidDraft<SlaPolicy> read(
      PolicyDraft draft,
      String pointer,
      @Nullable Version<SlaPolicy> replaced,
      PublishedPolicies published) {
    var reader = new BodyReader();
    var code = draft.code() == null ? "" : draft.code();
    var ref = new VersionRef(code, replaced == null ? 1 : replaced.number() + 1);
    var policy = draft.read(reader, ref, published, places);
    if (code.equals("preview")) {
      reader.refuse("/code", "reserved", "Choose another code; this one has a meaning already");
    }
    return ValidDraft.read(
        reader,
        pointer,
        draft.code(),
        draft.name(),
        replaced == null ? null : replaced.code(),
        policy);
  }

  @Override
  public void requireFits(ValidDraft<SlaPolicy> draft, PublishedPolicies published) {
    requireNoNewTie(published.current(), draft.content(), draft.code());
  }

  @Override
  public void requireDispensable(Version<SlaPolicy> version, PublishedPolicies published) {
    requireNoNewTie(published.current(), null, version.code());
  }

  /**
   * The policies in force after a change, if it brings about no tie.
   *
   * @param draft the policy that is added; null for none
   * @param replaced code of the policy that is no longer in force; there may be none
   */
  PolicyBook requireNoNewTie(PolicyBook book, @Nullable SlaPolicy draft, String replaced) {
    var policies =
        Stream.concat(
                book.policies().stream().filter(policy -> !policy.ref().code().equals(replaced)),
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
