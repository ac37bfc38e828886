package care.andon.request.assignment;

import care.andon.directory.Team;
import java.util.UUID;

/** A team as it is named to callers. */
public record NamedTeam(UUID id, String code, String name) {

  public static NamedTeam of(Team team) {
    return new NamedTeam(team.id().value(), team.code(), team.name());
  }
}
