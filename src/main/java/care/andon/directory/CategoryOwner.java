package care.andon.directory;

import care.andon.directory.oncall.Post;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import java.util.List;
import java.util.Optional;

/**
 * Who looks after a category at a facility, by day and off hours.
 *
 * @param offHours the off-hours owner in the hospital's own words
 * @param backups whom to try in this order when nobody of the team is on call
 * @param alsoTell who hears of every request of this category beside whoever has it
 * @param waitsForBusinessDay the work is for office hours; a backup only stands behind it meanwhile
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
