package care.andon.request;

/** The state of a request does not allow an act. */
final class TransitionNotAllowed extends RuntimeException {
  TransitionNotAllowed(RequestStatus status) {
    super("Not allowed while " + status, null, false, false);
  }
}
