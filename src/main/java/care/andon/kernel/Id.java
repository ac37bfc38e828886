package care.andon.kernel;

import java.util.UUID;

/** A typed identity; on the wire and in the database it is its UUID. */
public sealed interface Id permits RequestId, PersonId, TeamId, UnitId, FacilityId {
  UUID value();
}
