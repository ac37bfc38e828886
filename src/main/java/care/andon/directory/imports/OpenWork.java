package care.andon.directory.imports;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** What is open for those an import changes; whoever keeps the requests answers. */
public interface OpenWork {

  /** How many open requests each of these people has; who has none is not in it. */
  Map<UUID, Integer> ofPeople(Collection<UUID> people);

  /** The same for teams. */
  Map<UUID, Integer> ofTeams(Collection<UUID> teams);

  /** The same for the units they were filed from. */
  Map<UUID, Integer> ofUnits(Collection<UUID> units);

  /** People have left: what is open and theirs goes to their teams. */
  void handOver();
}
