package care.andon.request;

/** An act on a request; in lower case the last segment of its path. */
public enum RequestAction {
  ACKNOWLEDGE,
  ASSIGN,
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
