package care.andon.telling.engine;

import care.andon.kernel.Impact;
import java.time.Duration;
import java.time.Instant;

/** What to do with a notice now. Decided when it is claimed, by the state of the request then. */
public enum NoticeDecision {
  /** It is still needed: send it. */
  SEND,
  /** It is needed, and its time has not come. */
  WAIT,
  /**
   * The person has quiet hours and it can wait: send it at their end, if it is still needed then.
   */
  HOLD,
  /** The person was paged and need not act any more: tell them once. */
  STAND_DOWN,
  /** It is no longer needed. */
  OVER,
  /** The person is off duty. */
  OFF_DUTY,
  /** It was sent as often as messages are sent. */
  GIVE_UP,
  /** It is too old to help anybody. */
  STALE;

  /** How often a message about one event is sent at most. */
  public static final int MOST = 8;

  private static final Duration USEFUL = Duration.ofHours(24);
  private static final Duration PATIENT_WAITING = Duration.ofMinutes(2);
  private static final Duration OTHERWISE = Duration.ofMinutes(5);

  /**
   * The state of a notice and of its request.
   *
   * @param stillConcerned a page: the escalation is open. For the assignee: they still hold the
   *     open request. For an asker: always
   * @param tookIt whether this person ended the escalation themselves
   * @param onDuty whether the person is on call now. Not asked of askers and of people called
   * @param quiet whether the person has quiet hours now
   * @param tries how often it was sent
   * @param due whether its time has come, or only quiet hours hold it
   * @param usefulFrom when it was planned, or the end of the quiet hours that held it
   */
  public record State(
      NoticeOccasion occasion,
      Impact impact,
      boolean stillConcerned,
      boolean tookIt,
      boolean onDuty,
      boolean quiet,
      int tries,
      boolean due,
      Instant usefulFrom) {}

  /** Decides about a notice. */
  public static NoticeDecision of(State state, Instant now) {
    if (!state.stillConcerned()) {
      return state.occasion().isPage() && state.tries() > 0 && !state.tookIt() ? STAND_DOWN : OVER;
    }
    if (state.usefulFrom().plus(USEFUL).isBefore(now)) {
      return STALE;
    }
    if (state.tries() >= MOST) {
      return state.due() ? GIVE_UP : WAIT;
    }
    if (!state.due()) {
      return WAIT;
    }
    var needsDuty = !state.occasion().isPage() && !state.occasion().isForAskers();
    if (needsDuty && !state.onDuty()) {
      return OFF_DUTY;
    }
    return state.quiet() && canWait(state) ? HOLD : SEND;
  }

  /** Whether quiet hours hold it. They never hold a page. */
  private static boolean canWait(State state) {
    return !state.occasion().isPage()
        && switch (state.impact()) {
          case PATIENT_WAITING -> false;
          case THIS_SHIFT -> !state.onDuty();
          case SLOWS_CARE, IMPROVEMENT -> true;
        };
  }

  /** Returns the time after which a person is paged again. */
  public static Duration repeatAfter(Impact impact) {
    return impact == Impact.PATIENT_WAITING ? PATIENT_WAITING : OTHERWISE;
  }
}
