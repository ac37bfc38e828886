package care.andon.routing.engine;

import care.andon.kernel.TeamId;

/** Who stands in while nobody of the owning team is on call. */
public sealed interface BackupTeam {

  /** Whoever is on call for another team; the request becomes that team's. */
  record OtherTeam(TeamId team, String name) implements BackupTeam {}

  /** Whoever is on call for the whole facility; the request stays the owning team's. */
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
