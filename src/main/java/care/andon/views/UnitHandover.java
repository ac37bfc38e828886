package care.andon.views;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the next shift of a unit must know. */
@Schema(name = "UnitHandover", description = "A unit's requests, for whoever comes on shift.")
record UnitHandover(
    Instant asOf,
    RowView.Place unit,
    ViewCoverage covers,
    @Schema(description = "Since when 'toConfirm' looks back") Instant since,
    @Schema(
            description =
                "Waits for us: the department asked, first whose wait ends first, then worst"
                    + " first")
        ShortList askedBack,
    @Schema(description = "Open, with whom and by when; worst first") ShortList open,
    @Schema(description = "Resolved since and neither confirmed nor reopened; latest first")
        ShortList toConfirm) {

  /** Returns the part that its entity tag covers; see {@link RowView#withoutElapsedTimes}. */
  UnitHandover withoutElapsedTimes() {
    return new UnitHandover(
        Instant.EPOCH,
        unit,
        covers,
        since,
        askedBack.withoutElapsedTimes(),
        open.withoutElapsedTimes(),
        toConfirm.withoutElapsedTimes());
  }
}
