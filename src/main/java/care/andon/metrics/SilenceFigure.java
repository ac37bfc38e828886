package care.andon.metrics;

import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.metrics.asof.AsOf;
import care.andon.metrics.form.Choice;
import care.andon.metrics.form.DataDigest;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.form.FigureScope;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One silence: how long a caregiver heard nothing about an open request. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
    name = "SilenceFigure",
    description = "A time in which the caregiver heard nothing about an open request.")
public record SilenceFigure(
    @Schema(description = "The group of the row; see `by`", examples = "4W", nullable = true)
        @Nullable String group,
    @Schema(description = "Reference of the request", examples = "SR-20418") String request,
    @Schema(description = "Code of the unit", examples = "4W") String unit,
    @Schema(
            description = "Code of the team responsible at asOf",
            examples = "supply-chain",
            nullable = true)
        @Nullable String team,
    Category category,
    Impact impact,
    @Schema(description = "When the caregiver asked") Instant asked,
    @Schema(description = "When the caregiver was last told something, or asked") Instant since,
    @Schema(description = "When the next message came. Null if none has come", nullable = true)
        @Nullable Instant until,
    @Schema(description = "How long that is, at asOf", examples = "PT9H30M") Duration silence) {

  /** Which silences come first. */
  @Schema(name = "SilenceOrder")
  public enum Order {
    LONGEST("All but the 50 longest silences, of each group if there are groups."),
    OLDEST(
        "All but the 50 open requests that were asked first, of each group if there are groups.");

    private final String excluded;

    Order(String excluded) {
      this.excluded = excluded;
    }

    /** Reads the parameter {@code order}; null means the longest. */
    public static Order parse(@Nullable String text) {
      return text == null ? LONGEST : Choice.of(Order.class, "order", text);
    }
  }

  private static final List<String> EXCLUDED =
      List.of(
          "Requests that were asked outside the period.",
          "The time while a request is settled. Nothing else pauses a silence: it is wall-clock"
              + " time, also while the department waits for the caregiver.");

  static FigureAnswer<SilenceFigure> answer(
      FigureScope scope, AsOf asOf, Order order, List<SilenceFigure> silences) {
    var digest = new DataDigest("silence");
    silences.forEach(it -> digest.add(it.group(), it.request(), it.since(), it.until()));
    var excluded = Stream.concat(Stream.of(order.excluded), EXCLUDED.stream()).toList();
    return FigureAnswer.of(scope, asOf, excluded, digest.hex(), silences);
  }
}
