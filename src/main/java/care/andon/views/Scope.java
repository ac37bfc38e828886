package care.andon.views;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.kernel.FacilityId;
import care.andon.platform.problem.Problem;
import java.time.ZoneId;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whose requests a huddle is about.
 *
 * @param condition over the columns of {@code support_request}; null for all
 * @param id what it binds; null for all
 * @param zone where the huddle's wall clock hangs
 */
record Scope(@Nullable String condition, @Nullable UUID id, ZoneId zone) {

  /** Ids or codes as they came. */
  record Asked(@Nullable String unit, @Nullable String team, @Nullable String facility) {}

  /**
   * What a tier's huddle is about: tier 1 a unit or a team, tier 2 a team or a facility, above a
   * facility or the hospital.
   *
   * @throws Problem when the tier does not meet about that, or it is not there
   */
  static Scope of(int tier, Asked asked, Directory directory) {
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
      // By their codes, so that everybody in a hospital looks at the same clock.
      return new Scope(null, null, directory.snapshot().facilities().getFirst().timeZone());
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

  private static Scope ofUnit(String idOrCode, Directory directory) {
    var unit =
        directory
            .unit(idOrCode)
            .orElseThrow(
                () -> Problem.parameter("unit", "unknown_unit", "Send the id or code of a unit"));
    return new Scope(ListPart.OF_UNIT, unit.id().value(), zone(unit.facility(), directory));
  }

  private static Scope ofTeam(String idOrCode, Directory directory) {
    var team =
        directory
            .team(idOrCode)
            .orElseThrow(
                () -> Problem.parameter("team", "unknown_team", "Send the id or code of a team"));
    return new Scope("team_id = ?", team.id().value(), zone(team.facility(), directory));
  }

  private static Scope ofFacility(String idOrCode, Directory directory) {
    var facility =
        directory
            .facility(idOrCode)
            .orElseThrow(
                () ->
                    Problem.parameter(
                        "facility", "unknown_facility", "Send the id or code of a facility"));
    return new Scope("facility_id = ?", facility.id().value(), facility.timeZone());
  }

  private static ZoneId zone(FacilityId id, Directory directory) {
    return directory.facility(id).map(Facility::timeZone).orElseThrow();
  }

  /** The part, about these requests alone. */
  ListPart narrow(ListPart part) {
    return condition == null || id == null ? part : part.where(condition, id);
  }
}
