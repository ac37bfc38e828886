package care.andon.directory.roster;

import care.andon.directory.DirectorySnapshot;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestPath;

/** The roster that a request URL names: that of a team or of an escalation tier. */
public sealed interface RosterAddress {

  /**
   * The team or tier with this address.
   *
   * @throws care.andon.platform.problem.Problem if it does not exist or is gone
   */
  RosterPlace find(DirectorySnapshot directory);

  /**
   * Names an operation on this roster by its code, whether the address has a code or an id. The
   * text is part of stored idempotency keys, so it must not change.
   *
   * @param act with {@code %s} for the kind of roster, such as {@code "add%sShifts"}
   * @throws care.andon.platform.problem.Problem if the roster does not exist or is gone
   */
  default String operation(String act, DirectorySnapshot directory) {
    var place = find(directory);
    var team = place.team();
    return team == null
        ? act.formatted("Tier") + " " + place.facility().code() + " " + place.tier()
        : act.formatted("Team") + " " + team.code();
  }

  /** {@code /teams/{id}}. */
  record OfTeam(
      @Parameter(description = "Id or code of the team", example = "supply-chain") @RestPath
          String id)
      implements RosterAddress {
    @Override
    public RosterPlace find(DirectorySnapshot directory) {
      return RosterPlace.ofTeam(directory, id);
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
  }
}
