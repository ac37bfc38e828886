package care.andon.views;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.kernel.FacilityId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.platform.problem.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The requests a huddle is about: those of one unit, team or facility, or of the hospital if all
 * three are null.
 *
 * @param facilities whose clocks count, sorted by code: all of the hospital, or the one of the
 *     unit, team or facility
 */
public record HuddleScope(
    @Nullable UnitId unit,
    @Nullable TeamId team,
    @Nullable FacilityId facility,
    List<Facility> facilities) {

  /** The query parameters, ids or codes. */
  public record HuddleParameters(
      @Nullable String unit, @Nullable String team, @Nullable String facility) {}

  /**
   * Returns the scope of a tier's huddle: tier 1 meets about a unit or a team, tier 2 about a team
   * or a facility, tiers 3 and 4 about a facility or the hospital.
   *
   * @throws Problem if the tier does not meet about that, or if it is not in the directory
   */
  static HuddleScope of(int tier, HuddleParameters asked, Directory directory) {
    var given =
        Stream.of(asked.unit(), asked.team(), asked.facility()).filter(it -> it != null).count();
    if (given > 1) {
      throw Problem.parameter("query", "too_many", "Send one of: unit, team, facility");
    }
    if (asked.unit() != null && tier == 1) {
      return ofUnit(asked.unit(), directory);
    }
    if (asked.team() != null && tier <= 2) {
      return ofTeam(asked.team(), directory);
    }
    if (asked.facility() != null && tier >= 2) {
      return ofFacility(asked.facility(), directory);
    }
    if (given == 0 && tier >= 3) {
      return new HuddleScope(null, null, null, directory.snapshot().facilities());
    }
    throw Problem.parameter("query", "not_of_this_tier", advice(tier));
  }

  private static String advice(int tier) {
    return switch (tier) {
      case 1 -> "Tier 1 meets about a unit or a team: send one of them";
      case 2 -> "Tier 2 meets about a team or a facility: send one of them";
      default -> "This tier meets about the hospital or a facility: send that, or nothing";
    };
  }

  private static HuddleScope ofUnit(String idOrCode, Directory directory) {
    var unit = directory.unit(idOrCode).orElseThrow(() -> unknown("unit"));
    return new HuddleScope(unit.id(), null, null, only(unit.facility(), directory));
  }

  private static HuddleScope ofTeam(String idOrCode, Directory directory) {
    var team = directory.team(idOrCode).orElseThrow(() -> unknown("team"));
    return new HuddleScope(null, team.id(), null, only(team.facility(), directory));
  }

  private static HuddleScope ofFacility(String idOrCode, Directory directory) {
    var facility = directory.facility(idOrCode).orElseThrow(() -> unknown("facility"));
    return new HuddleScope(null, null, facility.id(), List.of(facility));
  }

  private static Problem unknown(String what) {
    return Problem.parameter(what, "unknown_" + what, "Send the id or code of a " + what);
  }

  private static List<Facility> only(FacilityId id, Directory directory) {
    return directory.facility(id).map(List::of).orElseThrow();
  }
}
