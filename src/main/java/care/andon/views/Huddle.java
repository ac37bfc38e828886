package care.andon.views;

import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.PromiseCount;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The sheet of a huddle: what a tier must hear this morning. */
@Schema(
    name = "Huddle",
    description = "What a tier must hear, on one sheet: since when, as of when.")
record Huddle(
    @Schema(
            description = "1 team or unit, 2 department or facility, 3 hospital, 4 executive",
            examples = "3")
        int tier,
    @Schema(description = "The same time yesterday by that clock, unless asked for otherwise")
        Instant since,
    Instant asOf,
    @Schema(
            description =
                "Whose wall clock 'since' goes by; of several facilities the first by code",
            examples = "America/Chicago")
        String timeZone,
    ViewCoverage covers,
    @Schema(description = "Escalations at this tier that nobody has answered; first due first")
        ShortList needsThisTier,
    @Schema(description = "A promise fell due since then and was not kept; worst first")
        ShortList missed,
    @Schema(description = "Asked since then; most pressing first") ShortList asked,
    @Schema(description = "Open, asked longest ago") ShortList oldest,
    @Schema(description = "Open, and without a word to the caregiver for longest")
        ShortList silentLongest,
    @Schema(
            description =
                "Promises that fell due since then, judged as in /metrics/kept: every clock with"
                    + " every impact, never blended. Those of the requests that 'covers' says.")
        List<Kept> promises) {

  /**
   * Returns the part that its entity tag covers; see {@link RowView#withoutElapsedTimes}. The
   * default of 'since' moves with every minute; any other 'since' is in the address.
   */
  Huddle withoutElapsedTimes() {
    return new Huddle(
        tier,
        Instant.EPOCH,
        Instant.EPOCH,
        timeZone,
        covers,
        needsThisTier.withoutElapsedTimes(),
        missed.withoutElapsedTimes(),
        asked.withoutElapsedTimes(),
        oldest.withoutElapsedTimes(),
        silentLongest.withoutElapsedTimes(),
        promises);
  }

  /** The verdicts on the promises of one clock and impact, counted. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "HuddlePromises")
  record Kept(
      ClockKind clock,
      Impact impact,
      @Schema(description = "Fell due and were kept") long met,
      @Schema(description = "Fell due, were not kept, and are settled") long missed,
      @Schema(description = "Fell due, were not kept, and are still open") long missedOpen,
      @Schema(description = "Nothing can be said yet") long notYetDue,
      @Schema(
              description =
                  "Withdrawn before they fell due, never to fall due, or not promised by any policy")
          long notMeasured,
      @Schema(
              description = "met / (met + missed + missedOpen); null when nothing fell due",
              minimum = "0",
              maximum = "1",
              nullable = true)
          @Nullable Double kept) {

    static Kept of(PromiseCount count) {
      var counts = count.counts();
      var kept = counts.kept();
      return new Kept(
          count.clock(),
          count.impact(),
          counts.met(),
          counts.missed(),
          counts.missedOpen(),
          counts.notYetDue(),
          counts.notMeasured(),
          kept.isPresent() ? kept.getAsDouble() : null);
    }
  }
}
