package care.andon.sla;

import care.andon.platform.problem.Problem;
import care.andon.versioned.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tries a draft of a policy together with the policies in force. Publishes nothing. */
@ApplicationScoped
public class PolicyTrial {
  private final StoredPromises promises;
  private final PolicyKind policies;
  private final PolicyPlaces places;

  PolicyTrial(StoredPromises promises, PolicyKind policies, PolicyPlaces places) {
    this.promises = promises;
    this.policies = policies;
    this.places = places;
  }

  /**
   * The policies in force as they would be with a draft.
   *
   * @param replaced code of the policy that the draft replaces; null to add it
   * @throws Problem as publishing the draft would
   */
  public PolicyBook tryOut(PolicyDraft draft, @Nullable String replaced) {
    var published = promises.published();
    if (replaced != null
        && published.policies().latest(replaced).filter(Version::isInForce).isEmpty()) {
      throw Problem.invalid(
          "/replaces", "unknown_policy", "Send the code of a policy that is in force");
    }
    var read = policies.read(draft, "/policy", null, published);
    if (replaced != null
        && !replaced.equals(read.code())
        && published.policies().latest(read.code()).filter(Version::isInForce).isPresent()) {
      throw Problem.invalid(
          "/policy/code",
          "code_in_force",
          "Policy %s is in force, and the draft would replace %s: send a new code"
              .formatted(read.code(), replaced));
    }
    return policies.requireNoNewTie(
        published.current(), read.content(), replaced == null ? read.code() : replaced);
  }

  /** The requests for which these policies promise nothing. */
  public List<PolicyWarning> warnings(PolicyBook book) {
    return PolicyWarning.about(book, places);
  }
}
