package care.andon.routing.engine;

import care.andon.kernel.TeamId;

/** A team or post that backs up a team none of whose members is on call. */
public sealed interface BackupTeam {

  /** Another team. The request moves to that team. */
  record OtherTeam(TeamId team, String name) implements BackupTeam {}

  /** A post for the whole facility. The request stays with the owning team. */
  enum Facility implements BackupTeam {
    HOUSE_SUPERVISOR("house supervisor"),
    ADMINISTRATOR_ON_CALL("administrator on call"),
    EXECUTIVE("executive on call");

    private final String words;

    Facility(String words) {
      this.words = words;
    }

    /** As in a sentence. */
    public String words() {
      return words;
    }
  }
}
