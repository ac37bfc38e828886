package care.andon.platform.problem;

import care.andon.kernel.WireNames;

/**
 * The kinds of problem this service answers with. Each has a stable code, one HTTP status and a
 * page under {@code /api/v1/problems/{code}}.
 */
public enum ProblemType {
  MALFORMED_JSON(
      400,
      "The body is not valid JSON",
      "Send one JSON document, UTF-8, without duplicate keys, NUL or lone surrogates, nested at"
          + " most 32 deep."),
  INVALID_REQUEST(
      400,
      "Something in the request is not valid",
      "Each entry of 'errors' names the place by a JSON pointer and says what to send instead."),
  INVALID_PARAMETER(
      400,
      "A parameter is not valid",
      "Parameters are listed in the API description; each may be given once."),
  INVALID_CURSOR(
      400,
      "The cursor is not valid here",
      "Follow 'next' as it was given, or start again without a cursor."),
  UNAUTHENTICATED(
      401,
      "A valid bearer token is needed",
      "Send 'Authorization: Bearer <token>' with a token of the configured issuer."),
  FORBIDDEN(
      403,
      "Not yours to do",
      "The caller's role or team does not include this act; 'allowedActions' of a request lists"
          + " what does."),
  HAS_LEFT(
      403,
      "You have left, as the directory says",
      "Nothing was done. If you still work here, tell whoever keeps the directory."),
  NOT_FOUND(404, "There is no such thing here", "It does not exist, or it is not yours to see."),
  METHOD_NOT_ALLOWED(
      405, "The method does not apply here", "The Allow header lists the methods that do."),
  NOT_ACCEPTABLE(
      406,
      "No acceptable representation",
      "This service answers in JSON; accept application/json."),
  TRANSITION_NOT_ALLOWED(
      409,
      "The request's state does not allow this",
      "'currentStatus' is where the request stands and 'allowedActions' what you can do now."),
  ESCALATION_IS_OVER(
      409,
      "The escalation does not wait for an answer any more",
      "'state' is what became of it, 'takenBy' who has it; where it went on, 'ledTo' is the number"
          + " to answer instead."),
  NOBODY_REACHABLE(
      409,
      "Nobody can be reached there now",
      "'couldTake' lists the teams, and the tiers above them, with those who are on call for them at"
          + " this instant; hand it to one of them."),
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
      "Choose another one: a code belongs to what it was first used for, also after that is"
          + " retired. To change it, send a new version."),
  POLICY_TIE(
      409,
      "Two policies would decide the same clock",
      "'ties' names them: they name equally many dimensions, and both can match one request. Let"
          + " one name more, or publish a third that names more and covers what both match."),
  ROUTING_TIE(
      409,
      "Two rules would decide the same request",
      "'ties' names them: they name equally many dimensions, and both can match one request. Let"
          + " one name more, or publish a third that names more and covers what both match."),
  IN_USE(
      409,
      "It is in use",
      "'policies' and 'routingRules' name those that go by it; let them go by another one first."),
  ROSTER_CONFLICT(
      409,
      "Somebody else has this time for themselves",
      "'overlaps' names whose exclusive duties of the same roster overlap it, and when. Take those"
          + " off first, send other times, or let somebody stand in."),
  ROSTER_PAST(
      409,
      "It is over",
      "What was on a roster stays there: only what is still to come can be taken off."),
  RETIRED(409, "It is retired", "What is retired is not changed any more; create another one."),
  STALE(
      412,
      "It has changed since you read it",
      "Read it again, look at the change, and repeat with the new ETag."),
  TOO_LARGE(413, "The body is too large", "A body has at most 64 KiB."),
  ADDRESS_TOO_LONG(
      414, "The address is too long", "Give shorter parameters; what is long goes into a body."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "The media type is not supported", "Send 'Content-Type: application/json'."),
  IDEMPOTENCY_KEY_REUSED(
      422,
      "The key was used for something else",
      "A key belongs to one body; use a new key for a new request."),
  IMPORT_REJECTED(
      422,
      "Some of it cannot be imported",
      "Nothing was changed. 'report' names each place and says what to send instead; 'rejected'"
          + " there has file, line and column."),
  PRECONDITION_REQUIRED(
      428, "If-Match is needed", "Read the document and send its ETag in If-Match."),
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
