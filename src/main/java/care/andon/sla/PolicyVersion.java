package care.andon.sla;

import care.andon.versioned.StoredVersion;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A stored version of a policy. */
@Entity
@Table(name = "policy_version")
@AttributeOverride(name = "key.code", column = @Column(name = "policy"))
class PolicyVersion extends StoredVersion {}
