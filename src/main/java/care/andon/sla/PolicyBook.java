package care.andon.sla;

import care.andon.kernel.ClockKind;
import care.andon.sla.match.engine.PolicyFacts;
import care.andon.sla.match.engine.PolicySelector;
import care.andon.versioned.VersionRef;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The policies and calendars in force at one revision. A request uses the book of the revision at
 * which it was filed, for its whole life. Immutable.
 */
public final class PolicyBook {
  private final long revision;
  private final Map<String, SlaPolicy> policies;
  private final Map<String, VersionRef> calendars;
  private final PolicySelector rules;

  /**
   * The book of a revision.
   *
   * @param policies one version of each
   * @param calendars by code, the version in force
   */
  public PolicyBook(
      long revision, Collection<SlaPolicy> policies, Map<String, VersionRef> calendars) {
    this.revision = revision;
    this.policies =
        policies.stream()
            .collect(Collectors.toUnmodifiableMap(it -> it.ref().code(), Function.identity()));
    this.calendars = Map.copyOf(calendars);
    this.rules = new PolicySelector(policies.stream().map(SlaPolicy::rule).toList());
  }

  /**
   * The policy that was chosen for one clock.
   *
   * @param calendar the version of the policy's calendar that is in force
   * @param why the reason, in words
   */
  public record Chosen(SlaPolicy policy, VersionRef calendar, String why) {}

  /** The revision, which a request pins. */
  public long revision() {
    return revision;
  }

  /** The policy for a clock; empty if no policy sets it. Then the clock is not measured. */
  public Optional<Chosen> choose(PolicyFacts facts, ClockKind kind) {
    return rules
        .choose(facts, kind)
        .map(
            choice -> {
              var policy = Objects.requireNonNull(policies.get(choice.rule().code()));
              return new Chosen(policy, calendarOf(policy, kind), choice.why());
            });
  }

  private VersionRef calendarOf(SlaPolicy policy, ClockKind kind) {
    var code = policy.promise(kind).orElseThrow().calendar();
    var calendar = calendars.get(code);
    if (calendar == null) {
      throw new IllegalStateException(
          "Policy %s runs on a calendar that is not in force at revision %d"
              .formatted(policy.ref(), revision));
    }
    return calendar;
  }

  /** The policy, if this version of it is the one in force. */
  public Optional<SlaPolicy> policy(VersionRef ref) {
    return Optional.ofNullable(policies.get(ref.code())).filter(it -> it.ref().equals(ref));
  }

  /** The version of a calendar that is in force; empty for one that is not. */
  public Optional<VersionRef> calendar(String code) {
    return Optional.ofNullable(calendars.get(code));
  }

  Collection<SlaPolicy> policies() {
    return policies.values();
  }

  Map<String, VersionRef> calendars() {
    return calendars;
  }

  PolicySelector rules() {
    return rules;
  }
}
