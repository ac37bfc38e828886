package care.andon.metrics.form;

import care.andon.metrics.asof.AsOf;
import care.andon.platform.web.table.Tagged;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer to every question about figures: what it is about, and rows of one kind.
 *
 * @param <R> a record; its first component is the group of the row
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record FigureAnswer<R>(
    @Schema(description = "The instant for which the figures were computed") Instant asOf,
    @Schema(description = AsOf.SETTLED) boolean settled,
    Period period,
    FigureFilters filters,
    @Schema(
            description = "What `group` of each row is. Null: the figures are not grouped",
            nullable = true)
        @Nullable FigureGroup by,
    FigureBase base,
    @Schema(description = "Which requests count, in words") String covers,
    @Schema(description = "Increases when the same data would give other figures", examples = "3")
        int definitionVersion,
    @Schema(description = "What is excluded, or not counted, in words") List<String> excluded,
    @Schema(
            description = "SHA-256 of the data used. The same data give the same digest",
            examples = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
        String digest,
    List<R> figures)
    implements Tagged {

  /** The definitions of all figures; raised when the same data would give other figures. */
  public static final int DEFINITION_VERSION = 3;

  public FigureAnswer {
    excluded = List.copyOf(excluded);
    figures = List.copyOf(figures);
  }

  /**
   * Answers a question.
   *
   * @param excluded what is not counted, in words
   */
  public static <R> FigureAnswer<R> of(
      FigureScope scope, AsOf asOf, List<String> excluded, String digest, List<R> figures) {
    return new FigureAnswer<>(
        asOf.at(),
        asOf.settled(),
        scope.period(),
        FigureFilters.of(scope),
        scope.by(),
        scope.base(),
        scope.base().covers(),
        DEFINITION_VERSION,
        excluded,
        digest,
        figures);
  }

  /** Everything but the instant of a question about now: it alone is no news. */
  @Override
  public Object tagged() {
    return new FigureAnswer<>(
        settled ? asOf : Instant.EPOCH,
        settled,
        period,
        filters,
        by,
        base,
        covers,
        definitionVersion,
        excluded,
        digest,
        figures);
  }
}
