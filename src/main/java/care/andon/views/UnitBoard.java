package care.andon.views;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The board of a unit: its open requests, and those answered recently. */
@Schema(name = "Board", description = "What a unit has asked, and what was answered.")
record UnitBoard(
    Instant asOf,
    RowView.Place unit,
    ViewCoverage covers,
    @Schema(description = "Worst first") ShortList open,
    @Schema(description = "In the last 24 hours, latest first") ShortList answered) {

  /** Returns the part that its entity tag covers; see {@link RowView#withoutElapsedTimes}. */
  UnitBoard withoutElapsedTimes() {
    return new UnitBoard(
        Instant.EPOCH, unit, covers, open.withoutElapsedTimes(), answered.withoutElapsedTimes());
  }
}
