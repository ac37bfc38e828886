package care.andon.platform.problem;

import care.andon.kernel.WireNames;

/**
 * The types of problem that this service answers with. Each has a stable code, one HTTP status and
 * a page at {@code /api/v1/problems/{code}}.
 */
public enum ProblemType {
  MALFORMED_JSON(
      400,
      "The body is not valid JSON",
      "Send one JSON document, UTF-8, without duplicate keys, NUL or lone surrogates, nested at"
          + " most 32 deep."),
  MALFORMED_HTTP(
      400,
      "The request is not valid HTTP",
      "Send HTTP/1.1 (RFC 9112): well-formed headers, and either one Content-Length or"
          + " 'Transfer-Encoding: chunked', with the complete body. The connection is closed."),
  INVALID_REQUEST(
      400,
      "Something in the request is not valid",
      "Each entry of 'errors' has a JSON pointer to the place and says what to send instead."),
  INVALID_PARAMETER(
      400,
      "A parameter is not valid",
      "Parameters are listed in the API description; each may be given once."),
  INVALID_CURSOR(
      400,
      "The cursor is not valid here",
      "Follow 'next' as it was given, or start again without a cursor."),
  NOT_SETTLED_YET(
      400,
      "Figures are not settled for this instant yet",
      "Send an 'asOf' that is not after 'settledThrough', or leave it out for live figures. Acts"
          + " recorded up to the instant may still be in progress; try again in a minute."),
  UNAUTHENTICATED(
      401,
      "A valid bearer token is needed",
      "Send 'Authorization: Bearer <token>' with a token of the configured issuer."),
  FORBIDDEN(
      403,
      "You are not allowed to do this",
      "Your role or team does not allow this act. 'allowedActions' of a request lists"
          + " what you can do."),
  HAS_LEFT(
      403,
      "The directory says that you have left",
      "Nothing was done. If you still work here, tell the person who maintains the directory."),
  NOT_FOUND(404, "Not found", "It does not exist, or you are not allowed to see it."),
  METHOD_NOT_ALLOWED(
      405, "The method is not allowed here", "The Allow header lists the allowed methods."),
  NOT_ACCEPTABLE(
      406,
      "No acceptable representation",
      "This service answers in JSON; accept application/json."),
  REQUEST_TIMEOUT(
      408,
      "The request took too long to arrive",
      "Nothing was done. The connection is closed; send the request again on a new one."),
  TRANSITION_NOT_ALLOWED(
      409,
      "The request's state does not allow this",
      "'currentStatus' is the present status of the request. 'allowedActions' lists what"
          + " you can do now."),
  ESCALATION_IS_OVER(
      409,
      "The escalation no longer waits for an answer",
      "'state' says how it ended, and 'takenBy' who took it. If 'ledTo' is there, answer"
          + " the escalation with that number instead."),
  NOBODY_REACHABLE(
      409,
      "Nobody can be reached there now",
      "'couldTake' lists the teams and tiers that have people on call now. Hand the"
          + " request to one of them."),
  IDEMPOTENCY_KEY_IN_PROGRESS(
      409,
      "The first request with this key is still running",
      "Send the same request again after Retry-After."),
  CONFLICT(
      409,
      "Somebody else changed it at the same moment",
      "Read it again and repeat the act if it is still wanted."),
  CODE_TAKEN(
      409,
      "The code is taken",
      "Choose another code. A code belongs to its first document, even after that is"
          + " retired. To change that document, send a new version."),
  POLICY_TIE(
      409,
      "Two policies would decide the same clock",
      "'ties' lists them. They name equally many dimensions, and both can match one"
          + " request. Name one more dimension in one of them, or publish a third policy that"
          + " names more and covers what both match."),
  ROUTING_TIE(
      409,
      "Two rules would decide the same request",
      "'ties' lists them. They name equally many dimensions, and both can match one"
          + " request. Name one more dimension in one of them, or publish a third rule that"
          + " names more and covers what both match."),
  IN_USE(
      409, "It is in use", "'policies' and 'routingRules' list what uses it. Change those first."),
  ROSTER_CONFLICT(
      409,
      "Another person has an exclusive duty at this time",
      "'overlaps' lists the exclusive duties of the same roster that overlap it. Remove"
          + " those first, send other times, or enter a stand-in."),
  ROSTER_PAST(
      409, "It is in the past", "Past roster entries are kept. Only future ones can be removed."),
  REMOVAL_UNCONFIRMED(
      409,
      "The import would remove much",
      "Look at the report of a dry run. If the removals are right, send its token in If-Match."),
  RETIRED(409, "It is retired", "It cannot be changed any more. Create another one."),
  CURSOR_OF_ANOTHER_ERA(
      410,
      "The cursor is from before a restore",
      "The database was restored since the cursor was made. Read your lists again, and follow the"
          + " feed from the address in 'restart'."),
  STALE(
      412,
      "It has changed since you read it",
      "Read it again, look at the change, and repeat with the new ETag."),
  TOO_LARGE(413, "The body is too large", "A body has at most 64 KiB."),
  ADDRESS_TOO_LONG(414, "The address is too long", "Send shorter parameters."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "The media type is not supported", "Send 'Content-Type: application/json'."),
  IDEMPOTENCY_KEY_REUSED(
      422,
      "The idempotency key was used for another call",
      "A key belongs to one body; use a new key for a new request."),
  ADDRESS_REFUSED(
      422,
      "The service may not send to this address",
      "'rule' says why. The operator lists the allowed addresses; some are never allowed."),
  IMPORT_REJECTED(
      422,
      "Some of the data cannot be imported",
      "Nothing was changed. 'rejected' in 'report' lists each error with file, line and"
          + " column, and says what to send instead."),
  PRECONDITION_REQUIRED(
      428, "If-Match is needed", "Read the document and send its ETag in If-Match."),
  TOO_MANY_CALLS(
      429,
      "You make too many calls at once",
      "Wait for the answers to your other calls. Try again after Retry-After."),
  HEADERS_TOO_LARGE(431, "The headers are too large", "Headers have at most 16 KiB altogether."),
  INTERNAL_ERROR(
      500, "Something failed on our side", "Nothing was changed. Tell the operator the traceId."),
  UNAVAILABLE(
      503,
      "The service cannot answer right now",
      "Nothing was changed. Try again after Retry-After.");

  private final int status;
  private final String title;
  private final String advice;

  ProblemType(int status, String title, String advice) {
    this.status = status;
    this.title = title;
    this.advice = advice;
  }

  /** The HTTP status of every problem of this type. */
  public int status() {
    return status;
  }

  /** One sentence, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** What the caller can do about it. */
  public String advice() {
    return advice;
  }

  /** The stable code, also the last segment of the type's URL. */
  public String code() {
    return WireNames.of(this).replace('_', '-');
  }
}
