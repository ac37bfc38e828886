package care.andon.metrics;

import care.andon.history.RequestEvent.DeclineReason;
import care.andon.metrics.asof.AsOf;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Why needs were declined, as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "DeclineFigures", description = "How many needs were declined, by reason.")
record DeclineFigures(
    @Schema(description = "The instant up to which declines were counted") Instant asOf,
    @Schema(description = AsOf.SETTLED) boolean settled,
    @Schema(description = "Declines in this period are counted") Period period,
    FigureFilters filters,
    @Schema(description = "Increases when the same data would give other figures", examples = "3")
        int definitionVersion,
    @Schema(description = "What is not counted, in words") List<String> excluded,
    @Schema(
            description = "SHA-256 of the data used. The same data give the same digest",
            examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest,
    @Schema(description = "Number of declines", examples = "12") long n,
    @Schema(description = "Every reason, including those that nobody gave")
        List<OfReason> reasons) {

  static final int DEFINITION_VERSION = 3;

  private static final List<String> EXCLUDED =
      List.of(
          "None. A decline counts also if the caregiver said later that the need is still there;"
              + " then the request may be declined, and counted, again.");

  /** Declines with one reason, as the database counts them. */
  record Declines(DeclineReason reason, long n, long withAlternative, long fingerprint) {}

  /** Declines with one reason. */
  @Schema(name = "DeclineFigure")
  record OfReason(
      DeclineReason reason,
      @Schema(description = "Number of declines", examples = "7") long n,
      @Schema(description = "Declines with an alternative", examples = "5") long withAlternative,
      @Schema(description = "Declines without an alternative", examples = "2")
          long withoutAlternative) {

    private static OfReason of(DeclineReason reason, List<Declines> counts) {
      return counts.stream()
          .filter(it -> it.reason() == reason)
          .findFirst()
          .map(
              it ->
                  new OfReason(reason, it.n(), it.withAlternative(), it.n() - it.withAlternative()))
          .orElseGet(() -> new OfReason(reason, 0, 0, 0));
    }
  }

  static DeclineFigures of(FigureScope scope, AsOf asOf, List<Declines> counts) {
    var digest = new DataDigest("declines/" + DEFINITION_VERSION);
    var reasons = Arrays.stream(DeclineReason.values()).map(it -> OfReason.of(it, counts)).toList();
    counts.stream()
        .sorted((one, other) -> one.reason().compareTo(other.reason()))
        .forEach(it -> digest.add(it.reason(), it.n(), it.withAlternative(), it.fingerprint()));
    return new DeclineFigures(
        asOf.at(),
        asOf.settled(),
        scope.period(),
        FigureFilters.of(scope),
        DEFINITION_VERSION,
        EXCLUDED,
        digest.hex(),
        counts.stream().mapToLong(Declines::n).sum(),
        reasons);
  }
}
