package care.andon.directory;

import care.andon.directory.oncall.Post;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import java.util.List;
import java.util.Optional;

/**
 * The team that owns a category at a facility, and who helps out.
 *
 * @param offHours the off-hours owner in the hospital's own words
 * @param backups posts to try in this order if nobody of the team is on call
 * @param alsoTell the tier that is told of every request of this category, besides the assignee
 * @param waitsForBusinessDay whether the work waits for office hours; a backup only stands by until
 *     then
 */
public record CategoryOwner(
    FacilityId facility,
    Category category,
    TeamId team,
    String offHours,
    List<Post> backups,
    Optional<Post.OfFacility> alsoTell,
    boolean waitsForBusinessDay) {
  public CategoryOwner {
    backups = List.copyOf(backups);
  }
}
