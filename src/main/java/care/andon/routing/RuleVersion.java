package care.andon.routing;

import care.andon.versioned.StoredVersion;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A stored version of a routing rule. */
@Entity
@Table(name = "routing_rule_version")
@AttributeOverride(name = "key.code", column = @Column(name = "routing_rule"))
class RuleVersion extends StoredVersion {}
