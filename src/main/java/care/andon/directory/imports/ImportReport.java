package care.andon.directory.imports;

import care.andon.directory.imports.reading.Rejection;
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
        "What an import makes of the directory, and what that breaks. Counts are of"
            + " everything; of each list the first few hundred are shown, and how many are not.")
record ImportReport(
    @Schema(description = "Absent for a dry run, and for an import that changed nothing")
        @Nullable UUID id,
    Instant at,
    @Schema(description = "Who sent it, as they sign in", examples = "intranet") String by,
    @Schema(description = "The system it comes from", examples = "hr") String source,
    @Schema(description = "Whether what was missing of the source is gone") boolean whole,
    @Schema(description = "Whether it has happened; a dry run changes nothing") boolean applied,
    @Schema(
            description =
                "Of the directory before and of what was sent. In If-Match it binds an import to the"
                    + " dry run that somebody has looked at",
            examples = "\"cdK0f3VnYbXh3yJ1kq9yZQ\"")
        String token,
    @Schema(description = "How much becomes of what; only of what was mentioned, or is concerned")
        List<Summary> summary,
    @Schema(description = "One by one") List<Change> changes,
    @Schema(description = "How many changes are not in the list") int changesNotShown,
    @Schema(description = "What cannot be; as long as there is any, nothing is applied")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Rejection> rejected,
    @Schema(description = "How many rejections are not in the list") int rejectedNotShown,
    @Schema(description = "What will not work afterwards and did before; none of it is refused")
        List<Break> breaks,
    @Schema(description = "How many breaks are not in the list") int breaksNotShown) {

  /** Counts for one kind of entry. */
  @Schema(name = "ImportSummary")
  record Summary(
      @Schema(examples = "people") String kind,
      int added,
      int changed,
      int gone,
      @Schema(description = "Sent, and there as it was sent") int unchanged) {}

  /** One change. */
  @Schema(name = "ImportChange")
  record Change(
      @Schema(examples = "people") String kind,
      ImportAct act,
      @Schema(description = "Its code or username, or what it is about", examples = "omar.ortiz")
          String what,
      @Schema(description = "Its id in the source", examples = "E-10442")
          @Nullable String externalId,
      @Schema(description = "What differs; for what is added or gone nothing is listed")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<Difference> fields) {}

  /** The kind of change. */
  @Schema(name = "ImportAct")
  enum ImportAct {
    ADDED,
    CHANGED,
    GONE
  }

  /** One field before and after. */
  @Schema(name = "ImportDifference")
  record Difference(
      @Schema(examples = "title") String field,
      @Schema(description = "Absent for none", examples = "Supply coordinator")
          @Nullable String before,
      @Schema(description = "Absent for none", examples = "Supply lead") @Nullable String after) {}

  /** Something that will not work after the import. */
  @Schema(name = "ImportBreak")
  record Break(
      @Schema(description = "Stable, for programs", examples = "nobody_on_call") String code,
      @Schema(
              examples =
                  "Supply chain has nobody on call from Sunday, March 8, 19:00 to Monday, March 9,"
                      + " 07:00")
          String sentence,
      @Schema(description = "Code or username of whom it is about", examples = "supply-chain")
          String what,
      @Schema(description = "How many requests, where it is about requests")
          @Nullable Integer requests,
      @Schema(description = "From when nobody is on call") @Nullable Instant from,
      @Schema(description = "Until when nobody is on call; no further than two weeks are looked at")
          @Nullable Instant to) {}

  ImportReport asApplied(@Nullable UUID as) {
    return new ImportReport(
        as,
        at,
        by,
        source,
        whole,
        true,
        token,
        summary,
        changes,
        changesNotShown,
        rejected,
        rejectedNotShown,
        breaks,
        breaksNotShown);
  }
}
