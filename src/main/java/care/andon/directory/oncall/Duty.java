package care.andon.directory.oncall;

import care.andon.kernel.PersonId;

/** One line of the roster: who is on call for what, and when. */
public record Duty(Post post, PersonId person, DutyTimes times) {

  /** A duty of every week by the facility's wall clock. */
  public Duty(Post post, PersonId person, WeeklyHours hours) {
    this(post, person, new DutyTimes.Weekly(hours, null, null, null));
  }
}
