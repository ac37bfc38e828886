package care.andon.directory.imports.reading;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Describes the JSON document of an import for the OpenAPI document; {@link JsonReader} reads it.
 * References are codes, usernames or external ids.
 */
@Schema(
    name = "DirectoryDocument",
    description =
        "A whole directory or a part. A list that is absent changes nothing; an empty list"
            + " says that there are no entries. References name a code, a username or an external"
            + " id.")
public record ImportDocument(
    @Nullable List<FacilityLine> facilities,
    @Nullable List<UnitLine> units,
    @Nullable List<UnitLine> teams,
    @Nullable List<PersonLine> people,
    @Nullable List<MembershipLine> memberships,
    @Nullable List<RosterLine> rosters,
    @Nullable List<OwnerLine> owners) {

  /** A line of facilities. */
  @Schema(name = "DirectoryFacilityLine")
  record FacilityLine(
      @Schema(description = "Id in the source. Absent if it is the code")
          @Nullable String externalId,
      @Schema(examples = "LAKESIDE") String code,
      @Schema(examples = "Lakeside Hospital") String name,
      @Schema(examples = "America/Chicago") String timeZone) {}

  /** A line of units, or of teams. */
  @Schema(name = "DirectoryUnitLine", description = "A unit, or a team.")
  record UnitLine(
      @Schema(description = "Id in the source. Absent if it is the code")
          @Nullable String externalId,
      @Schema(examples = "LAKESIDE") String facility,
      @Schema(examples = "4W") String code,
      @Schema(examples = "4 West, medical-surgical") String name) {}

  /** A line of people. */
  @Schema(name = "DirectoryPersonLine")
  record PersonLine(
      @Schema(description = "Id in the source. Absent if it is the username")
          @Nullable String externalId,
      @Schema(description = "The name the person signs in with", examples = "omar.ortiz")
          String username,
      @Schema(examples = "Omar Ortiz") String name,
      @Schema(examples = "Supply coordinator") String title,
      @Schema(examples = "4W") @Nullable String unit) {}

  /** A line of memberships. */
  @Schema(name = "DirectoryMembershipLine")
  record MembershipLine(
      @Schema(examples = "supply-chain") String team,
      @Schema(examples = "omar.ortiz") String person,
      @Nullable Boolean lead) {}

  /** A line of rosters. */
  @Schema(
      name = "DirectoryRosterLine",
      description =
          "A weekly duty (`days`, `from`, `to`) or a shift (`starts`, `ends`), for a team or"
              + " for a tier of a facility. All times are local wall-clock times.")
  record RosterLine(
      @Schema(description = "Id in the source. Without one, the entry is identified by its content")
          @Nullable String externalId,
      @Schema(examples = "supply-chain") @Nullable String team,
      @Schema(description = "Required with `tier`", examples = "LAKESIDE")
          @Nullable String facility,
      @Schema(description = "2 house supervisor, 3 administrator on call, 4 executive")
          @Nullable Integer tier,
      @Schema(
              description = "The person on duty. For a team, one of its members",
              examples = "omar.ortiz")
          String person,
      @Schema(examples = "[\"MONDAY\"]") @Nullable List<String> days,
      @Schema(examples = "19:00") @Nullable String from,
      @Schema(description = "A time at or before `from` is on the next day", examples = "07:00")
          @Nullable String to,
      @Schema(description = "The first day on which the duty begins", examples = "2027-01-01")
          @Nullable String startsOn,
      @Schema(description = "The last day on which the duty begins", examples = "2027-12-31")
          @Nullable String endsOn,
      @Schema(examples = "2027-03-07T19:00") @Nullable String starts,
      @Schema(description = "At most 31 days after `starts`", examples = "2027-03-08T07:00")
          @Nullable String ends,
      @Schema(description = "Without it: the facility's time zone", examples = "America/Chicago")
          @Nullable String timeZone,
      @Schema(description = "Whether an overlap with another person's exclusive duty is refused")
          @Nullable Boolean exclusive) {}

  /** A line of owners. */
  @Schema(
      name = "DirectoryOwnerLine",
      description = "The team that is responsible for a category at a facility.")
  record OwnerLine(
      @Schema(examples = "LAKESIDE") String facility,
      @Schema(examples = "supplies") String category,
      @Schema(examples = "supply-chain") String team,
      @Schema(
              description = "Who is responsible off hours, in the hospital's own words",
              examples = "supply on call, else house supervisor")
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
