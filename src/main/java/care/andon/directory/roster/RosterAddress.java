package care.andon.directory.roster;

import care.andon.directory.DirectorySnapshot;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;

/** Which roster an address names; what is done with one is the same for both kinds. */
sealed interface RosterAddress {

  /**
   * Whose roster it is.
   *
   * @throws care.andon.platform.problem.Problem when there is no such roster, or no longer
   */
  RosterPlace find(DirectorySnapshot directory);

  /**
   * What is done, and to which roster. Keys of retries stand for these words: they stay as they
   * are.
   *
   * @param act with {@code %s} for the kind of roster, such as {@code "add%sShifts"}
   */
  String order(String act);

  /** {@code /teams/{id}}. */
  record OfTeam(
      @Parameter(description = "Id or code of the team", example = "supply-chain") @RestPath
          String id)
      implements RosterAddress {
    @Override
    public RosterPlace find(DirectorySnapshot directory) {
      return RosterPlace.ofTeam(directory, id);
    }

    @Override
    public String order(String act) {
      return act.formatted("Team") + " " + id;
    }
  }

  /** {@code /facilities/{id}/tiers/{tier}}. */
  record OfTier(
      @Parameter(description = "Id or code of the facility", example = "LAKESIDE") @RestPath
          String id,
      @Parameter(
              description =
                  "2 house supervisor, 3 administrator on call, 4 executive; tier 1 is the leads of"
                      + " a team and has no roster",
              schema = @Schema(type = SchemaType.INTEGER, minimum = "2", maximum = "4"),
              example = "2")
          @RestPath
          String tier)
      implements RosterAddress {
    @Override
    public RosterPlace find(DirectorySnapshot directory) {
      return RosterPlace.ofTier(directory, id, tier);
    }

    @Override
    public String order(String act) {
      return act.formatted("Tier") + " " + id + " " + tier;
    }
  }
}
