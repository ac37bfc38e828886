package care.andon.directory.roster;

/** What the description of the API says of both kinds of roster. */
final class RosterTexts {
  static final String ROSTER =
      "Duties of every week, dated shifts, who stands in for whom and why, and when nobody is on"
          + " call; between two instants at most 92 days apart.";

  static final String CHANGES =
      "Who did what and when, the latest first; nothing is ever taken away here.";

  static final String SHIFTS =
      "All or none. A shift that is there already is given back as it is, so a retry adds nothing"
          + " and needs no key, though one is taken. Refused where an exclusive shift overlaps"
          + " somebody else's.";

  static final String WEEKLY =
      "By the wall clock, from its first day on. A duty that is there already is given back as it"
          + " is, so a retry adds nothing and needs no key, though one is taken. Refused where an"
          + " exclusive duty overlaps somebody else's, of every week or on a date to come.";

  static final String STAND_IN =
      "\"Tonight Ortiz stands in, because ...\" For somebody: on call exactly when they would be."
          + " For everybody: throughout, so it fills a gap. One that is said to have begun begins"
          + " now: who was on call until then stays as it was. The same said again is the same"
          + " stand-in, so no key is needed, though one is taken.";

  static final String SWAP =
      "Both must be on call for all of the time they give away, of a duty that has begun for what is"
          + " left of it. It is two stand-ins said at once, and called off together. The same swap again is the same, so no key is needed, though"
          + " one is taken.";

  private RosterTexts() {}
}
