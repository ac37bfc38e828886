package care.andon.request.state;

/** Where a request stands. */
public enum RequestStatus {
  OPEN,
  ACKNOWLEDGED,
  WAITING_FOR_CAREGIVER,
  RESOLVED,
  CONFIRMED,
  UNCONFIRMED,
  DECLINED,
  WITHDRAWN;

  /** Whether the department still owes something. */
  public boolean isOpen() {
    return switch (this) {
      case OPEN, ACKNOWLEDGED, WAITING_FOR_CAREGIVER -> true;
      case RESOLVED, CONFIRMED, UNCONFIRMED, DECLINED, WITHDRAWN -> false;
    };
  }
}
