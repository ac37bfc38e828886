package care.andon.directory.roster;

/** What the description of the API says of both kinds of roster. */
final class RosterTexts {
  static final String ROSTER =
      "Weekly duties, shifts, stand-ins with their reasons, and gaps. The period is at most"
          + " 92 days.";

  static final String CHANGES =
      "Every change of the roster with its author and time, newest first. Changes are never"
          + " deleted.";

  static final String SHIFTS =
      "Adds all shifts, or none. A shift that already exists is returned as it is, so a retry"
          + " adds nothing and needs no key. An exclusive shift that overlaps another person's is"
          + " refused.";

  static final String WEEKLY =
      "Adds a duty that recurs every week in local time, from its first day on. A duty that"
          + " already exists is returned as it is, so a retry adds nothing and needs no key. An"
          + " exclusive duty that overlaps another person's duty is refused.";

  static final String STAND_IN =
      "A person stands in for another one and is on call exactly when the other would be; or"
          + " for everybody, on call throughout, which fills a gap. A stand-in that is entered"
          + " after its start takes effect now. Entering the same again returns the same stand-in,"
          + " so a retry needs no key.";

  static final String SWAP =
      "Both people must be on call for all of the time they give away; of a duty that has"
          + " begun, for the rest of it. A swap is two stand-ins that are entered and called off"
          + " together. Entering the same swap again returns the same, so a retry needs no key.";

  static final String EXPORT =
      "iCalendar (RFC 5545): shifts, weekly duties as recurring events, and stand-ins, each"
          + " with the person's username. Importing it again changes nothing. The period is at most"
          + " 92 days.";

  private RosterTexts() {}
}
