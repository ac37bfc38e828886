package care.andon.views;

import care.andon.directory.Named;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the next shift of a unit must know. */
@Schema(name = "UnitHandover", description = "The requests of a unit, for the next shift.")
record UnitHandover(
    Instant asOf,
    Named unit,
    ViewCoverage covers,
    @Schema(description = "The start of the time covered by `toConfirm`") Instant since,
    @Schema(
            description =
                "Requests that wait for the unit's answer: those whose wait ends first,"
                    + " then worst first")
        ShortList askedBack,
    @Schema(description = "Open requests, worst first") ShortList open,
    @Schema(
            description =
                "Requests resolved since then and neither confirmed nor reopened, latest first")
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
