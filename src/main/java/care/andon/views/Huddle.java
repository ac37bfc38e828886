package care.andon.views;

import care.andon.directory.Named;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.metrics.promise.PromiseCount;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The sheet of a huddle: what a tier must hear this morning. */
@Schema(name = "TierHuddle", description = "The huddle sheet of a tier.")
public record Huddle(
    @Schema(
            description = "1 team or unit, 2 department or facility, 3 hospital, 4 executive",
            examples = "3")
        int tier,
    @Schema(
            description =
                "The start of the time covered. By default the same time yesterday by the clock of"
                    + " each facility: then the earliest of `facilities`")
        Instant since,
    Instant asOf,
    @Schema(
            description = "The time zone for `since`. Absent if the facilities have different ones",
            examples = "America/Chicago")
        @Nullable String timeZone,
    @Schema(description = "The time covered in each facility, by code") List<Period> facilities,
    ViewCoverage covers,
    @Schema(
            description =
                "Requests with an unanswered escalation at this tier, earliest deadline first")
        ShortList needsThisTier,
    @Schema(description = "Requests with a promise that was missed since then, worst first")
        ShortList missed,
    @Schema(description = "Requests filed since then, most urgent first") ShortList asked,
    @Schema(description = "Open requests, oldest first") ShortList oldest,
    @Schema(description = "Open requests without a message to the caregiver, longest silence first")
        ShortList silentLongest,
    @Schema(
            description =
                "Promises that fell due since then, counted as in /metrics/kept, per clock"
                    + " and impact, for the requests in `covers`")
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
        facilities.stream().map(Period::withoutElapsedTimes).toList(),
        covers,
        needsThisTier.withoutElapsedTimes(),
        missed.withoutElapsedTimes(),
        asked.withoutElapsedTimes(),
        oldest.withoutElapsedTimes(),
        silentLongest.withoutElapsedTimes(),
        promises);
  }

  /** Since when requests and promises of a facility are on the sheet. */
  @Schema(name = "HuddlePeriod")
  public record Period(
      Named facility,
      @Schema(examples = "America/Chicago") String timeZone,
      @Schema(description = "The start of the time covered") Instant since) {

    static Period of(HuddlePeriods.OfFacility period) {
      var facility = period.facility();
      return new Period(Named.of(facility), facility.timeZone().getId(), period.since());
    }

    private Period withoutElapsedTimes() {
      return new Period(facility, timeZone, Instant.EPOCH);
    }
  }

  /** The verdicts on the promises of one clock and impact, counted. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  @Schema(name = "HuddlePromises")
  public record Kept(
      ClockKind clock,
      Impact impact,
      @Schema(description = "Promises that fell due and were kept") long met,
      @Schema(description = "Promises to resolve that fell due after the need was declined in time")
          long declined,
      @Schema(description = "Promises that were missed and whose request is settled") long missed,
      @Schema(description = "Promises that were missed and whose request is still open")
          long missedOpen,
      @Schema(description = "Promises that are not due yet") long notYetDue,
      @Schema(
              description =
                  "Promises that were withdrawn before they fell due, can never fall due, or"
                      + " were made by no policy")
          long notMeasured,
      @Schema(
              description =
                  "met / (met + declined + missed + missedOpen). Null if nothing fell due",
              minimum = "0",
              maximum = "1",
              nullable = true)
          @Nullable Double kept,
      @Schema(
              description =
                  "(met + declined) / (met + declined + missed + missedOpen). Null if nothing fell"
                      + " due",
              minimum = "0",
              maximum = "1",
              nullable = true)
          @Nullable Double answered) {

    static Kept of(PromiseCount count) {
      var counts = count.counts();
      var kept = counts.kept();
      var answered = counts.answered();
      return new Kept(
          count.clock(),
          count.impact(),
          counts.met(),
          counts.declined(),
          counts.missed(),
          counts.missedOpen(),
          counts.notYetDue(),
          counts.notMeasured(),
          kept.isPresent() ? kept.getAsDouble() : null,
          answered.isPresent() ? answered.getAsDouble() : null);
    }
  }
}
