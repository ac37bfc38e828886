package care.andon.kernel;

import java.util.UUID;

/** A typed identifier. In JSON and in the database it is a plain UUID. */
public sealed interface Id permits RequestId, PersonId, TeamId, UnitId, FacilityId {
  UUID value();
}
