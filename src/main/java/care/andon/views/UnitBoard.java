package care.andon.views;

import care.andon.directory.Named;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The board of a unit: its open requests, and those answered recently. */
@Schema(name = "UnitBoard", description = "The requests of a unit: open and recently answered.")
public record UnitBoard(
    Instant asOf,
    Named unit,
    ViewCoverage covers,
    @Schema(description = "Open requests, worst first") ShortList open,
    @Schema(description = "Requests answered in the last 24 hours, latest first")
        ShortList answered) {

  /** Returns the part that its entity tag covers; see {@link RowView#withoutElapsedTimes}. */
  UnitBoard withoutElapsedTimes() {
    return new UnitBoard(
        Instant.EPOCH, unit, covers, open.withoutElapsedTimes(), answered.withoutElapsedTimes());
  }
}
