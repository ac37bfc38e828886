package care.andon.routing;

import care.andon.versioned.VersionRef;
import care.andon.versioned.VersionStore;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** The stored versions of routing rules. */
@ApplicationScoped
class RuleVersionRepository extends VersionStore<RuleVersion, RuleTerms, RuleDocument> {
  RuleVersionRepository(ObjectMapper json) {
    super(json, RuleDocument.class);
  }

  @Override
  protected RuleVersion newEntity() {
    return new RuleVersion();
  }

  @Override
  protected RuleDocument write(RuleTerms content) {
    return RuleDocument.of(content);
  }

  @Override
  protected RuleTerms read(VersionRef ref, RuleDocument stored) {
    return stored.read(ref);
  }
}
