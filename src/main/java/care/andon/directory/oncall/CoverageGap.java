package care.andon.directory.oncall;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * An interval in which nobody is on call for a post.
 *
 * @param zone the time zone of the facility
 */
public record CoverageGap(Post post, Interval when, ZoneId zone) {

  public Instant from() {
    return when.from();
  }

  public Instant to() {
    return when.to();
  }

  /** The start by the wall clock of the facility. */
  public ZonedDateTime localFrom() {
    return when.from().atZone(zone);
  }

  /** The end by the wall clock of the facility. */
  public ZonedDateTime localTo() {
    return when.to().atZone(zone);
  }
}
