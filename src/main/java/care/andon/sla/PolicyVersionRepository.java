package care.andon.sla;

import care.andon.versioned.VersionRef;
import care.andon.versioned.VersionStore;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** The stored versions of policies. */
@ApplicationScoped
class PolicyVersionRepository extends VersionStore<PolicyVersion, SlaPolicy, PolicyDocument> {
  PolicyVersionRepository(ObjectMapper json) {
    super(json, PolicyDocument.class);
  }

  @Override
  protected PolicyVersion newEntity() {
    return new PolicyVersion();
  }

  @Override
  protected PolicyDocument write(SlaPolicy content) {
    return PolicyDocument.of(content);
  }

  @Override
  protected SlaPolicy read(VersionRef ref, PolicyDocument stored) {
    return stored.read(ref);
  }
}
