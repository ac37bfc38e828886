package care.andon.directory.imports.reading;

import care.andon.kernel.Category;
import care.andon.platform.text.Codes;
import jakarta.validation.constraints.NotNull;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The directory as other systems send it. Each record is a row of a CSV file or an object of a JSON
 * list; its components are the columns. {@link Cells} says how a cell of each type is read. A cell
 * that is missing or was rejected is null, also where the component is required.
 */
@Schema(
    name = "DirectoryDocument",
    description =
        "A whole directory or a part. A list that is absent changes nothing; an empty list"
            + " says that there are no entries. References name a code, a username or an external"
            + " id.")
public record ImportDocument(
    @Nullable List<FacilityRow> facilities,
    @Nullable List<UnitRow> units,
    @Nullable List<UnitRow> teams,
    @Nullable List<PersonRow> people,
    @Nullable List<MembershipRow> memberships,
    @Nullable List<RosterRow> rosters,
    @Nullable List<OwnerRow> owners) {

  /** A facility. */
  @Schema(name = "DirectoryFacilityLine")
  record FacilityRow(
      @Schema(description = "Id in the source. Absent if it is the code") @CellText
          @Nullable String externalId,
      @Schema(examples = "LAKESIDE")
          @NotNull(message = CellText.CODE)
          @CellText(pattern = Codes.DIRECTORY, message = CellText.CODE)
          String code,
      @Schema(examples = "Lakeside Hospital") @NotNull(message = CellText.WORDS) @CellText
          String name,
      @Schema(examples = "America/Chicago", implementation = String.class)
          @NotNull(message = Cells.ZONE)
          ZoneId timeZone) {}

  /** A unit, or a team. */
  @Schema(name = "DirectoryUnitLine", description = "A unit, or a team.")
  record UnitRow(
      @Schema(description = "Id in the source. Absent if it is the code") @CellText
          @Nullable String externalId,
      @Schema(examples = "LAKESIDE")
          @NotNull(message = CellText.REFERENCE)
          @CellText(message = CellText.REFERENCE)
          String facility,
      @Schema(examples = "4W")
          @NotNull(message = CellText.CODE)
          @CellText(pattern = Codes.DIRECTORY, message = CellText.CODE)
          String code,
      @Schema(examples = "4 West, medical-surgical") @NotNull(message = CellText.WORDS) @CellText
          String name) {}

  /** A person. */
  @Schema(name = "DirectoryPersonLine")
  record PersonRow(
      @Schema(description = "Id in the source. Absent if it is the username") @CellText
          @Nullable String externalId,
      @Schema(description = "The name the person signs in with", examples = "omar.ortiz")
          @NotNull(message = CellText.USERNAME)
          @CellText(pattern = "(?U)\\S+", message = CellText.USERNAME)
          String username,
      @Schema(examples = "Omar Ortiz") @NotNull(message = CellText.WORDS) @CellText String name,
      @Schema(examples = "Supply coordinator") @NotNull(message = CellText.WORDS) @CellText
          String title,
      @Schema(examples = "4W") @CellText(message = CellText.REFERENCE) @Nullable String unit) {}

  /** A membership. */
  @Schema(name = "DirectoryMembershipLine")
  record MembershipRow(
      @Schema(examples = "supply-chain")
          @NotNull(message = CellText.REFERENCE)
          @CellText(message = CellText.REFERENCE)
          String team,
      @Schema(examples = "omar.ortiz")
          @NotNull(message = CellText.REFERENCE)
          @CellText(message = CellText.REFERENCE)
          String person,
      @Nullable Boolean lead) {}

  /** A weekly duty or a shift. */
  @Schema(
      name = "DirectoryRosterLine",
      description =
          "A weekly duty (`days`, `from`, `to`) or a shift (`starts`, `ends`), for a team or"
              + " for a tier of a facility. All times are local wall-clock times.")
  @WholeRoster(groups = WholeRoster.Row.class)
  record RosterRow(
      @Schema(description = "Id in the source. Without one, the entry is identified by its content")
          @CellText
          @Nullable String externalId,
      @Schema(examples = "supply-chain") @CellText(message = CellText.REFERENCE)
          @Nullable String team,
      @Schema(description = "Required with `tier`", examples = "LAKESIDE")
          @CellText(message = CellText.REFERENCE)
          @Nullable String facility,
      @Schema(description = "2 house supervisor, 3 administrator on call, 4 executive")
          @Nullable Integer tier,
      @Schema(
              description = "The person on duty. For a team, one of its members",
              examples = "omar.ortiz")
          @NotNull(message = CellText.REFERENCE)
          @CellText(message = CellText.REFERENCE)
          String person,
      @Schema(examples = "[\"MONDAY\"]", type = SchemaType.ARRAY, implementation = String.class)
          @Nullable Set<DayOfWeek> days,
      @Schema(examples = "19:00", implementation = String.class) @Nullable LocalTime from,
      @Schema(
              description = "A time at or before `from` is on the next day",
              examples = "07:00",
              implementation = String.class)
          @Nullable LocalTime to,
      @Schema(
              description = "The first day on which the duty begins",
              examples = "2027-01-01",
              implementation = String.class)
          @Nullable LocalDate startsOn,
      @Schema(
              description = "The last day on which the duty begins",
              examples = "2027-12-31",
              implementation = String.class)
          @Nullable LocalDate endsOn,
      @Schema(examples = "2027-03-07T19:00", implementation = String.class)
          @Nullable LocalDateTime starts,
      @Schema(
              description = "At most 31 days after `starts`",
              examples = "2027-03-08T07:00",
              implementation = String.class)
          @Nullable LocalDateTime ends,
      @Schema(
              description = "Without it: the facility's time zone",
              examples = "America/Chicago",
              implementation = String.class)
          @Nullable ZoneId timeZone,
      @Schema(description = "Whether an overlap with another person's exclusive duty is refused")
          @Nullable Boolean exclusive) {}

  /** The owner of a category. */
  @Schema(
      name = "DirectoryOwnerLine",
      description = "The team that is responsible for a category at a facility.")
  record OwnerRow(
      @Schema(examples = "LAKESIDE")
          @NotNull(message = CellText.REFERENCE)
          @CellText(message = CellText.REFERENCE)
          String facility,
      @Schema(examples = "supplies", implementation = String.class)
          @NotNull(message = Cells.CATEGORY)
          Category category,
      @Schema(examples = "supply-chain")
          @NotNull(message = CellText.REFERENCE)
          @CellText(message = CellText.REFERENCE)
          String team,
      @Schema(
              description = "Who is responsible off hours, in the hospital's own words",
              examples = "supply on call, else house supervisor")
          @NotNull(message = CellText.WORDS)
          @CellText
          String offHours,
      @Schema(
              description = "Teams or tiers, such as tier:2, in calling order",
              examples = "[\"tier:2\"]")
          @Nullable List<String> backups,
      @Schema(description = "The tier that is told about every request")
          @Nullable Integer alsoTellTier,
      @Schema(description = "Whether the work waits for office hours")
          @Nullable Boolean waitsForBusinessDay) {}
}
