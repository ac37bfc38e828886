package care.andon.request.clock;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which team held a request for how much of a promise's elapsed time. Times are microseconds of
 * elapsed time, so pauses and closed hours are left out.
 *
 * @param teams in the order in which they held the request; one may be there several times
 * @param from when each of them began to hold it
 */
record TeamShares(List<UUID> teams, List<Long> from) {
  /** Stands for no team. */
  static final UUID NO_TEAM = new UUID(0, 0);

  /** For a promise during which the request did not change its team. */
  static final TeamShares NONE = new TeamShares(List.of(), List.of());

  TeamShares {
    teams = List.copyOf(teams);
    from = List.copyOf(from);
  }

  boolean isEmpty() {
    return teams.isEmpty();
  }

  /** The request goes to a team, or at the start to none. */
  TeamShares with(@Nullable UUID team, long at) {
    var moreTeams = new ArrayList<>(teams);
    var moreFrom = new ArrayList<>(from);
    moreTeams.add(team == null ? NO_TEAM : team);
    moreFrom.add(isEmpty() ? at : Math.max(at, from.getLast()));
    return new TeamShares(moreTeams, moreFrom);
  }

  /**
   * Returns the team with the largest share; of equals the one that held the request first. If no
   * team has a share, that is the first one, or {@link #NO_TEAM} if the request began with none.
   *
   * @param total the elapsed time at which the promise was due or ended
   */
  UUID answering(long total) {
    var most = Map.entry(teams.getFirst(), 0L);
    for (var share : shares(total).entrySet()) {
      if (!share.getKey().equals(NO_TEAM) && share.getValue() > most.getValue()) {
        most = Map.entry(share.getKey(), share.getValue());
      }
    }
    return most.getKey();
  }

  private Map<UUID, Long> shares(long total) {
    var shares = new LinkedHashMap<UUID, Long>();
    for (int i = 0; i < teams.size(); i++) {
      var until = i + 1 < teams.size() ? Math.min(from.get(i + 1), total) : total;
      shares.merge(teams.get(i), Math.max(0, until - from.get(i)), Long::sum);
    }
    return shares;
  }
}
