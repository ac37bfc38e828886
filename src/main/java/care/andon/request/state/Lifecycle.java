package care.andon.request.state;

import static care.andon.request.state.RequestAction.ACKNOWLEDGE;
import static care.andon.request.state.RequestAction.ANSWER;
import static care.andon.request.state.RequestAction.ASK;
import static care.andon.request.state.RequestAction.ASSESS;
import static care.andon.request.state.RequestAction.ASSIGN;
import static care.andon.request.state.RequestAction.CONFIRM;
import static care.andon.request.state.RequestAction.DECLINE;
import static care.andon.request.state.RequestAction.GIVE_BACK;
import static care.andon.request.state.RequestAction.IMPACT;
import static care.andon.request.state.RequestAction.MESSAGES;
import static care.andon.request.state.RequestAction.REOPEN;
import static care.andon.request.state.RequestAction.RESOLVE;
import static care.andon.request.state.RequestAction.TAKE;
import static care.andon.request.state.RequestAction.WITHDRAW;

import care.andon.history.RequestEvent.ReopenWhy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Which acts a state allows, to the department and to the caregiver who asked. */
public final class Lifecycle {
  /** A resolved request without an answer of the caregiver is unconfirmed after this time. */
  static final Duration CONFIRM_WITHIN = Duration.ofDays(3);

  /** A request can be reopened for this long after it was confirmed, unconfirmed or declined. */
  static final Duration REOPEN_WITHIN = Duration.ofDays(14);

  /** A resolution on which the caregiver was silent for longer than this can never be undone. */
  public static final Duration UNDO_WITHIN = CONFIRM_WITHIN.plus(REOPEN_WITHIN);

  private Lifecycle() {}

  /** What the department can do; {@code since} as for the asker. Only the assignee gives back. */
  public static Set<RequestAction> actionsOfTheDepartment(
      RequestStatus status, Instant since, Instant now) {
    return switch (status) {
      case OPEN ->
          Set.of(ACKNOWLEDGE, ASSIGN, TAKE, GIVE_BACK, MESSAGES, ASK, ASSESS, RESOLVE, DECLINE);
      case ACKNOWLEDGED -> Set.of(ASSIGN, TAKE, GIVE_BACK, MESSAGES, ASK, ASSESS, RESOLVE, DECLINE);
      case WAITING_FOR_CAREGIVER ->
          Set.of(ASSIGN, TAKE, GIVE_BACK, MESSAGES, ASSESS, RESOLVE, DECLINE);
      case RESOLVED -> Set.of(MESSAGES);
      case UNCONFIRMED -> isInTime(since, now) ? Set.of(MESSAGES) : Set.of();
      case CONFIRMED, DECLINED, WITHDRAWN -> Set.of();
    };
  }

  /**
   * What the asker can do.
   *
   * @param since when the request entered its state; reopening ends {@link #REOPEN_WITHIN} later,
   *     that instant included
   */
  public static Set<RequestAction> actionsOfTheAsker(
      RequestStatus status, Instant since, Instant now) {
    return switch (status) {
      case OPEN, ACKNOWLEDGED -> Set.of(MESSAGES, IMPACT, WITHDRAW);
      case WAITING_FOR_CAREGIVER -> Set.of(MESSAGES, ANSWER, IMPACT, WITHDRAW);
      case RESOLVED -> Set.of(MESSAGES, CONFIRM, REOPEN);
      case UNCONFIRMED -> isInTime(since, now) ? Set.of(CONFIRM, REOPEN) : Set.of();
      case DECLINED -> isInTime(since, now) ? Set.of(REOPEN) : Set.of();
      case CONFIRMED -> isInTime(since, now) ? Set.of(REOPEN) : Set.of();
      case WITHDRAWN -> Set.of();
    };
  }

  /** Why a caregiver can reopen a request in this state, the usual reason first. */
  public static List<ReopenWhy> reasonsToReopen(RequestStatus status) {
    return switch (status) {
      case RESOLVED, UNCONFIRMED -> List.of(ReopenWhy.NOT_FIXED, ReopenWhy.CAME_BACK);
      case CONFIRMED -> List.of(ReopenWhy.CAME_BACK);
      case DECLINED -> List.of(ReopenWhy.STILL_NEEDED);
      case OPEN, ACKNOWLEDGED, WAITING_FOR_CAREGIVER, WITHDRAWN -> List.of();
    };
  }

  private static boolean isInTime(Instant since, Instant now) {
    return !now.isAfter(since.plus(REOPEN_WITHIN));
  }
}
