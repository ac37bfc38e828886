package care.andon.routing;

import care.andon.versioned.Version;
import care.andon.versioned.Versions;
import java.util.List;

/** Every rule published up to a revision. Immutable. */
record PublishedRules(long revision, Versions<RuleTerms> rules) {
  static final PublishedRules NONE = new PublishedRules(0, new Versions<>(List.of()));

  /** The rules that route requests now. */
  List<Version<RuleTerms>> inForce() {
    return rules.inForceAt(revision).toList();
  }
}
