package care.andon.metrics;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import care.andon.history.RequestEvent.DeclineReason;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.GroupNames;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How many needs were declined for one reason, as the API shows it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "DeclineFigure", description = "How many needs were declined for one reason.")
public record DeclineFigure(
    @Schema(description = "The group of the row; see `by`", examples = "4W", nullable = true)
        @Nullable String group,
    DeclineReason reason,
    @Schema(description = "Number of declines", examples = "7") long n,
    @Schema(description = "Declines with an alternative", examples = "5") long withAlternative,
    @Schema(description = "Declines without an alternative", examples = "2")
        long withoutAlternative) {

  private static final List<String> EXCLUDED =
      List.of(
          "None. A decline counts also if the caregiver said later that the need is still there;"
              + " then the request may be declined, and counted, again.");

  /** Declines of a group with one reason, as the database counts them. */
  record Declines(
      @Nullable String group,
      DeclineReason reason,
      long n,
      long withAlternative,
      long fingerprint) {}

  static FigureAnswer<DeclineFigure> answer(FigureScope scope, AsOf asOf, List<Declines> counts) {
    var digest = new DataDigest("declines");
    counts.stream()
        .sorted(
            comparing(Declines::group, nullsLast(naturalOrder())).thenComparing(Declines::reason))
        .forEach(
            it ->
                digest.add(
                    it.group(), it.reason(), it.n(), it.withAlternative(), it.fingerprint()));
    var rows =
        GroupNames.of(counts.stream().map(Declines::group), scope.by()).stream()
            .flatMap(
                group -> Arrays.stream(DeclineReason.values()).map(it -> of(group, it, counts)))
            .toList();
    return FigureAnswer.of(scope, asOf, EXCLUDED, digest.hex(), rows);
  }

  private static DeclineFigure of(
      @Nullable String group, DeclineReason reason, List<Declines> counts) {
    return counts.stream()
        .filter(it -> it.reason() == reason && Objects.equals(it.group(), group))
        .findFirst()
        .map(
            it ->
                new DeclineFigure(
                    group, reason, it.n(), it.withAlternative(), it.n() - it.withAlternative()))
        .orElseGet(() -> new DeclineFigure(group, reason, 0, 0, 0));
  }
}
