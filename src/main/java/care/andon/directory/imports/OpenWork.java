package care.andon.directory.imports;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Open requests of people, teams and units. Implemented by the package that stores requests. */
public interface OpenWork {

  /** Number of open requests per person; people without any are left out. */
  Map<UUID, Integer> ofPeople(Collection<UUID> people);

  /** Number of open requests per team. */
  Map<UUID, Integer> ofTeams(Collection<UUID> teams);

  /** Number of open requests per unit from which they were created. */
  Map<UUID, Integer> ofUnits(Collection<UUID> units);

  /** Reassigns the open requests of people who have left to their teams. */
  void reassignLeaversRequests();
}
