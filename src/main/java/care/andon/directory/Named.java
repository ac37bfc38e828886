package care.andon.directory;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A facility, unit or team, as other views refer to it. */
@Schema(name = "NamedPlace", description = "A facility, unit or team by its id, code and name.")
public record Named(
    UUID id,
    @Schema(
            description = "Short and unique, for addresses and for speech",
            examples = "supply-chain")
        String code,
    @Schema(examples = "Supply chain") String name) {

  public static Named of(Facility facility) {
    return new Named(facility.id().value(), facility.code(), facility.name());
  }

  public static Named of(Unit unit) {
    return new Named(unit.id().value(), unit.code(), unit.name());
  }

  public static Named of(Team team) {
    return new Named(team.id().value(), team.code(), team.name());
  }
}
