package care.andon.request.clock;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.sla.PolicyBook;
import care.andon.sla.Promises;
import care.andon.sla.SlaPolicy;
import care.andon.sla.match.engine.PolicyFacts;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the revision that a request pins has for it, as the request is at the moment.
 *
 * @param revision see {@link Promises#book}
 * @param facts what its policies are chosen by
 */
public record PinnedPolicies(Promises promises, long revision, PolicyFacts facts) {

  /** What a clock of the kind that begins now goes by; empty when nothing is promised. */
  Optional<PolicyBook.Chosen> choose(ClockKind kind) {
    return book().choose(facts, kind);
  }

  /** What a clock would go by if it were chosen anew, for the impact it has. */
  private Optional<PolicyBook.Chosen> choose(RequestClock clock) {
    return book().choose(of(clock.impact()), clock.kind());
  }

  private PolicyFacts of(Impact impact) {
    return impact == facts.impact()
        ? facts
        : new PolicyFacts(impact, facts.category(), facts.facility(), facts.unit(), facts.team());
  }

  /**
   * The policy a clock goes by. Clocks from before there were revisions name one that is in no
   * book; the book of the first revision has the policies that took its place.
   */
  public Optional<SlaPolicy> of(RequestClock clock) {
    return book().policy(clock.policy()).or(() -> choose(clock).map(PolicyBook.Chosen::policy));
  }

  /** Why the clock goes by its policy; empty when another would be chosen. */
  public Optional<String> why(RequestClock clock) {
    return choose(clock)
        .filter(chosen -> chosen.policy().ref().equals(clock.policy()))
        .map(PolicyBook.Chosen::why);
  }

  /** How long a wait for the caregiver that begins now lasts at most. */
  public Duration waitLimit() {
    return Stream.of(ClockKind.RESOLVE, ClockKind.UPDATE)
        .flatMap(kind -> choose(kind).stream())
        .map(chosen -> chosen.policy().waitLimit())
        .findFirst()
        .orElse(SlaPolicy.LONGEST_WAIT);
  }

  /** How long the caregiver may hear nothing; empty when no updates are promised. */
  public Optional<Duration> longestSilence() {
    return choose(ClockKind.UPDATE).map(chosen -> chosen.policy().terms(ClockKind.UPDATE).target());
  }

  private PolicyBook book() {
    return promises.book(revision);
  }
}
