package care.andon.sla;

import care.andon.versioned.StoredVersion;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A stored version of a calendar. */
@Entity
@Table(name = "calendar_version")
@AttributeOverride(name = "key.code", column = @Column(name = "calendar"))
class CalendarVersion extends StoredVersion {}
