package care.andon.directory.roster;

import static care.andon.platform.sql.SqlParameters.orNull;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.Team;
import care.andon.directory.oncall.Post;
import care.andon.platform.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose roster it is: a team's, or a facility's at a tier of escalation.
 *
 * @param team null for a facility's
 */
public record RosterPlace(Post post, Facility facility, @Nullable Team team) {

  /**
   * A team's.
   *
   * @throws Problem when there is no such team, or no longer
   */
  static RosterPlace ofTeam(DirectorySnapshot directory, String idOrCode) {
    return directory
        .team(idOrCode)
        .filter(team -> !directory.isGone(team.id()))
        .map(team -> of(directory, team))
        .orElseThrow(Problem::notFound);
  }

  /**
   * A facility's.
   *
   * @throws Problem when there is no such facility, or no longer, or no such tier
   */
  static RosterPlace ofTier(DirectorySnapshot directory, String idOrCode, String tier) {
    if (!tier.matches("[2-4]")) {
      throw Problem.notFound();
    }
    return directory
        .facility(idOrCode)
        .filter(facility -> !directory.isGone(facility.id()))
        .map(facility -> of(facility, Integer.parseInt(tier)))
        .orElseThrow(Problem::notFound);
  }

  public static RosterPlace of(DirectorySnapshot directory, Post post) {
    return switch (post) {
      case Post.OfTeam ofTeam -> of(directory, directory.team(ofTeam.team()).orElseThrow());
      case Post.OfFacility ofFacility ->
          of(directory.facility(ofFacility.facility()).orElseThrow(), ofFacility.tier());
    };
  }

  private static RosterPlace of(DirectorySnapshot directory, Team team) {
    return new RosterPlace(
        new Post.OfTeam(team.id()), directory.facility(team.facility()).orElseThrow(), team);
  }

  private static RosterPlace of(Facility facility, int tier) {
    return new RosterPlace(new Post.OfFacility(facility.id(), tier), facility, null);
  }

  /** Null for a team's. */
  @Nullable
  public Integer tier() {
    return post instanceof Post.OfFacility ofFacility ? ofFacility.tier() : null;
  }

  /** What a row says it is of: {@code facility_id, team_id, tier}. */
  List<Object> columns() {
    return List.of(
        facility.id().value(),
        orNull("uuid", team == null ? null : team.id().value()),
        orNull("int2", tier()));
  }
}
