package care.andon.metrics;

import care.andon.metrics.asof.AsOf;
import care.andon.metrics.engine.WilsonInterval;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How often requests are passed from team to team, as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "TransferFigures", description = "How often requests are transferred between teams.")
record TransferFigures(
    @Schema(description = "The instant up to which transfers were counted") Instant asOf,
    @Schema(description = AsOf.SETTLED) boolean settled,
    @Schema(description = "Requests filed in this period are counted") Period period,
    FigureFilters filters,
    @Schema(description = "Increases when the same data would give other figures", examples = "1")
        int definitionVersion,
    @Schema(description = "What is not counted, in words") List<String> excluded,
    @Schema(
            description = "SHA-256 of the data used. The same data give the same digest",
            examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest,
    @Schema(description = "Number of requests", examples = "120") long n,
    @Schema(
            description = "Median number of transfers. Null if there are no requests",
            examples = "0",
            nullable = true)
        @Nullable Integer median,
    @Schema(description = "Requests with more than two transfers", examples = "3") long overTwo,
    @Schema(
            description = "overTwo / n. Null if there are no requests",
            minimum = "0",
            maximum = "1",
            nullable = true)
        @Nullable Double shareOverTwo,
    @Schema(nullable = true) KeptFigures.@Nullable Interval interval) {

  static final int DEFINITION_VERSION = 1;

  private static final List<String> EXCLUDED =
      List.of(
          "Only a change from one team to another is a transfer: within a team, and from no team to"
              + " the first, none is counted.");

  static TransferFigures of(FigureScope scope, AsOf asOf, TransferCounts counts) {
    var digest = new DataDigest("transfers/" + DEFINITION_VERSION);
    digest.add(counts.n(), counts.fingerprint());
    return new TransferFigures(
        asOf.at(),
        asOf.settled(),
        scope.period(),
        FigureFilters.of(scope),
        DEFINITION_VERSION,
        EXCLUDED,
        digest.hex(),
        counts.n(),
        counts.median(),
        counts.overTwo(),
        counts.n() == 0 ? null : (double) counts.overTwo() / counts.n(),
        WilsonInterval.of(counts.overTwo(), counts.n()).map(KeptFigures.Interval::of).orElse(null));
  }
}
