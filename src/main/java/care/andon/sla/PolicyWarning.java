package care.andon.sla;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.sla.match.engine.PolicyGap;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Requests for which no policy sets a clock. Allowed, but perhaps a mistake. */
@Schema(name = "SlaPolicyWarning", description = "Requests for which no policy promises a clock.")
public record PolicyWarning(
    ClockKind clock,
    Impact impact,
    List<Category> categories,
    @Schema(
            description = "The warning in words",
            examples = "No policy sets 'update' for this_shift in every category.")
        String message) {

  /** The requests of the facilities for which these policies promise nothing. */
  static List<PolicyWarning> about(PolicyBook book, PolicyPlaces places) {
    return book.rules().gaps(places.facilities()).stream().map(PolicyWarning::of).toList();
  }

  static PolicyWarning of(PolicyGap gap) {
    return new PolicyWarning(
        gap.clock(),
        gap.impact(),
        gap.categories(),
        "No policy sets '%s' for %s in %s."
            .formatted(
                WireNames.of(gap.clock()),
                WireNames.of(gap.impact()),
                gap.categories().size() == Category.values().length
                    ? "every category"
                    : String.join(", ", gap.categories().stream().map(WireNames::of).toList())));
  }
}
