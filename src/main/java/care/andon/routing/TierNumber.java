package care.andon.routing;

import care.andon.routing.engine.BackupTeam;
import java.util.Arrays;
import java.util.Optional;

/** Numbers of the tiers of a facility, as in rosters and in the API. */
final class TierNumber {
  private TierNumber() {}

  static int of(BackupTeam.Facility post) {
    return switch (post) {
      case HOUSE_SUPERVISOR -> 2;
      case ADMINISTRATOR_ON_CALL -> 3;
      case EXECUTIVE -> 4;
    };
  }

  /** The post with this number; empty if a facility has no such tier. */
  static Optional<BackupTeam.Facility> post(int tier) {
    return Arrays.stream(BackupTeam.Facility.values()).filter(post -> of(post) == tier).findFirst();
  }
}
