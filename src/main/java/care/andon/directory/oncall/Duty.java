package care.andon.directory.oncall;

import care.andon.kernel.PersonId;

/** One entry of the roster: a person is on call for a post at certain times. */
public record Duty(Post post, PersonId person, DutyTimes times) {

  /** A weekly duty by the wall clock of the facility, without a first or last day. */
  public Duty(Post post, PersonId person, WeeklyHours hours) {
    this(post, person, new DutyTimes.Weekly(hours, null, null, null));
  }
}
