package care.andon.directory.roster;

import care.andon.directory.oncall.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where stand-ins and swaps are kept. */
@ApplicationScoped
class StandInRepository extends RosterEntryRepository<StoredStandIn> {

  /**
   * The stand-ins that have an instant in the window, by start; also those that were called off.
   */
  List<StoredStandIn> within(RosterPlace place, Interval window) {
    return of(
            place,
            "and endsAt > :from and startsAt < :to order by startsAt, id",
            Map.of("from", window.from(), "to", window.to()))
        .list();
  }

  /** A stand-in and the other half of its swap, locked until the transaction ends. */
  List<StoredStandIn> lockActOf(UUID standIn) {
    return find(
            """
            id = ?1 or swapId = (select half.swapId from StoredStandIn half where half.id = ?1)
            order by id
            """,
            standIn)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }
}
