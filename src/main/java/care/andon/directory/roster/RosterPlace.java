package care.andon.directory.roster;

import care.andon.directory.DirectorySnapshot;
import care.andon.directory.Facility;
import care.andon.directory.Team;
import care.andon.directory.oncall.Post;
import care.andon.platform.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The team or the escalation tier of a facility that a roster belongs to.
 *
 * @param team null for a tier
 */
public record RosterPlace(Post post, Facility facility, @Nullable Team team) {

  /**
   * The team with this id or code.
   *
   * @throws Problem if it does not exist or is gone
   */
  static RosterPlace ofTeam(DirectorySnapshot directory, String idOrCode) {
    return directory
        .team(idOrCode)
        .filter(team -> !directory.isGone(team.id()))
        .map(team -> of(directory, team))
        .orElseThrow(Problem::notFound);
  }

  /**
   * The tier of the facility with this id or code.
   *
   * @throws Problem if the facility does not exist or is gone, or there is no such tier
   */
  static RosterPlace ofTier(DirectorySnapshot directory, String idOrCode, String tier) {
    return directory
        .facility(idOrCode)
        .filter(facility -> tier.matches("[2-4]") && !directory.isGone(facility.id()))
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

  /** The tier; null for a team. */
  @Nullable
  public Integer tier() {
    return post instanceof Post.OfFacility ofFacility ? ofFacility.tier() : null;
  }
}
