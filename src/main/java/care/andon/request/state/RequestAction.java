package care.andon.request.state;

/** An act on a request; in lower case, with hyphens, the last segment of its path. */
public enum RequestAction {
  ACKNOWLEDGE,
  ASSIGN,
  TAKE,
  GIVE_BACK,
  MESSAGES,
  ASK,
  ANSWER,
  IMPACT,
  ASSESS,
  RESOLVE,
  CONFIRM,
  REOPEN,
  DECLINE,
  WITHDRAW
}
