package care.andon.routing;

import care.andon.routing.engine.BackupTeam;
import java.util.Arrays;
import java.util.Optional;

/** Tiers of a facility by their numbers, as rosters and the API have them. */
final class TierNumber {
  private TierNumber() {}

  static int of(BackupTeam.Facility post) {
    return switch (post) {
      case HOUSE_SUPERVISOR -> 2;
      case ADMINISTRATOR_ON_CALL -> 3;
      case EXECUTIVE -> 4;
    };
  }

  /** Empty for what is no tier of a facility. */
  static Optional<BackupTeam.Facility> post(int tier) {
    return Arrays.stream(BackupTeam.Facility.values()).filter(post -> of(post) == tier).findFirst();
  }
}
