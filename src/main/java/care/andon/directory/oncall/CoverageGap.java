package care.andon.directory.oncall;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * Time in which nobody is on call for a post.
 *
 * @param zone the facility's
 */
public record CoverageGap(Post post, Interval when, ZoneId zone) {

  public Instant from() {
    return when.from();
  }

  public Instant to() {
    return when.to();
  }

  /** What the facility's clock shows when it begins. */
  public ZonedDateTime localFrom() {
    return when.from().atZone(zone);
  }

  /** What the facility's clock shows when it ends. */
  public ZonedDateTime localTo() {
    return when.to().atZone(zone);
  }
}
