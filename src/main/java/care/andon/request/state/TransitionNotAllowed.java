package care.andon.request.state;

/** The state of a request does not allow an act. */
public final class TransitionNotAllowed extends RuntimeException {
  public TransitionNotAllowed(RequestStatus status) {
    super("Not allowed while " + status, null, false, false);
  }
}
