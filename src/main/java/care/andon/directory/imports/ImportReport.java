package care.andon.directory.imports;

import care.andon.directory.imports.reading.Rejection;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The result of an import or a dry run: changes, rejections and what would break. */
@Schema(
    name = "DirectoryImport",
    description =
        "What an import changes, and what stops working. Counts cover"
            + " everything. Lists show the first few hundred entries and how many are left out.")
public record ImportReport(
    @Schema(description = "Absent for a dry run and for an import without changes")
        @Nullable UUID id,
    Instant at,
    @Schema(description = "Username of the sender", examples = "intranet") String by,
    @Schema(description = "The system the import comes from", examples = "hr") String source,
    @Schema(description = "Whether missing entries of the source were removed") boolean whole,
    @Schema(description = "Whether the import was applied. A dry run changes nothing")
        boolean applied,
    @Schema(
            description =
                "Identifies the directory before the import and the upload. Send it in"
                    + " If-Match to apply exactly what a dry run has shown",
            examples = "\"cdK0f3VnYbXh3yJ1kq9yZQ\"")
        String token,
    @Schema(description = "Counts per kind of entry, for kinds that were sent or are affected")
        List<Summary> summary,
    @Schema(description = "The single changes") List<Change> changes,
    @Schema(description = "How many changes are left out of the list") int changesNotShown,
    @Schema(
            description =
                "What the import removes, if it is more than a tenth of a kind or more than 20 of it."
                    + " Then `apply=true` needs the token of this report in `If-Match`",
            examples = "98 of 120 people")
        @Nullable String removals,
    @Schema(description = "Entries that cannot be imported. If there are any, nothing is applied")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Rejection> rejected,
    @Schema(description = "How many rejections are left out of the list") int rejectedNotShown,
    @Schema(description = "What stops working because of the import. It is reported, not refused")
        List<Break> breaks,
    @Schema(description = "How many of them are left out of the list") int breaksNotShown) {

  /** Counts for one kind of entry. */
  @Schema(name = "ImportSummary")
  public record Summary(
      @Schema(examples = "people") String kind,
      int added,
      int changed,
      int gone,
      @Schema(description = "Entries that were already as sent") int unchanged) {}

  /** One change. */
  @Schema(name = "ImportChange")
  public record Change(
      @Schema(examples = "people") String kind,
      ImportAct act,
      @Schema(description = "Code, username or description of the entry", examples = "omar.ortiz")
          String what,
      @Schema(description = "Id in the source", examples = "E-10442") @Nullable String externalId,
      @Schema(description = "The fields that change. Absent for added and removed entries")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<Difference> fields) {}

  /** The kind of change. */
  @Schema(name = "ImportAct")
  public enum ImportAct {
    ADDED,
    CHANGED,
    GONE
  }

  /** One field before and after. */
  @Schema(name = "ImportDifference")
  public record Difference(
      @Schema(examples = "title") String field,
      @Schema(description = "Absent if there is no value", examples = "Supply coordinator")
          @Nullable String before,
      @Schema(description = "Absent if there is no value", examples = "Supply lead")
          @Nullable String after) {}

  /** Something that will not work after the import. */
  @Schema(name = "ImportBreak")
  public record Break(
      @Schema(description = "Stable, for programs", examples = "nobody_on_call") String code,
      @Schema(
              examples =
                  "Supply chain has nobody on call from Sunday, March 8, 19:00 to Monday, March 9,"
                      + " 07:00")
          String sentence,
      @Schema(description = "Code or username of the entry it is about", examples = "supply-chain")
          String what,
      @Schema(description = "Number of requests concerned") @Nullable Integer requests,
      @Schema(description = "Start of the time without anybody on call") @Nullable Instant from,
      @Schema(description = "End of the time without anybody on call, at most two weeks ahead")
          @Nullable Instant to) {}

  /** The same report, of an import that was applied. */
  public ImportReport asApplied(@Nullable UUID as) {
    return with(as, true, rejected);
  }

  /**
   * Refuses an import that removes much, unless the token of its dry run is sent; {@code *} is no
   * such token.
   */
  public void requireConfirmed(@Nullable String ifMatch) {
    var isConfirmed = ifMatch != null && ifMatch.contains(token);
    if (removals != null && !isConfirmed) {
      throw Problem.of(
          ProblemType.REMOVAL_UNCONFIRMED,
          "The import removes %s. If that is right, send it again with the token of a dry run in If-Match"
              .formatted(removals));
    }
  }

  ImportReport with(Rejection rejection) {
    return with(id, applied, List.of(rejection));
  }

  private ImportReport with(@Nullable UUID as, boolean isApplied, List<Rejection> refused) {
    return new ImportReport(
        as,
        at,
        by,
        source,
        whole,
        isApplied,
        token,
        summary,
        changes,
        changesNotShown,
        removals,
        refused,
        rejectedNotShown,
        breaks,
        breaksNotShown);
  }
}
