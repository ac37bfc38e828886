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
        "The whole of a directory, or a part. A list that is absent says nothing; one that is empty"
            + " says that there is none. What refers to something names its code or username, or its"
            + " external id.")
public record ImportDocument(
    @Nullable List<FacilityLine> facilities,
    @Nullable List<UnitLine> units,
    @Nullable List<UnitLine> teams,
    @Nullable List<PersonLine> people,
    @Nullable List<MembershipLine> memberships,
    @Nullable List<RosterLine> rosters,
    @Nullable List<OwnerLine> owners) {

  /** A line of facilities. */
  @Schema(name = "FacilityLine")
  record FacilityLine(
      @Schema(description = "Its id in the source; absent where that is the code")
          @Nullable String externalId,
      @Schema(examples = "LAKESIDE") String code,
      @Schema(examples = "Lakeside Hospital") String name,
      @Schema(examples = "America/Chicago") String timeZone) {}

  /** A line of units, or of teams. */
  @Schema(name = "UnitLine", description = "A unit, or a team.")
  record UnitLine(
      @Schema(description = "Its id in the source; absent where that is the code")
          @Nullable String externalId,
      @Schema(examples = "LAKESIDE") String facility,
      @Schema(examples = "4W") String code,
      @Schema(examples = "4 West, medical-surgical") String name) {}

  /** A line of people. */
  @Schema(name = "PersonLine")
  record PersonLine(
      @Schema(description = "Their id in the source; absent where that is the username")
          @Nullable String externalId,
      @Schema(description = "The name they sign in with", examples = "omar.ortiz") String username,
      @Schema(examples = "Omar Ortiz") String name,
      @Schema(examples = "Supply coordinator") String title,
      @Schema(examples = "4W") @Nullable String unit) {}

  /** A line of memberships. */
  @Schema(name = "MembershipLine")
  record MembershipLine(
      @Schema(examples = "supply-chain") String team,
      @Schema(examples = "omar.ortiz") String person,
      @Nullable Boolean lead) {}

  /** A line of rosters. */
  @Schema(
      name = "RosterLine",
      description =
          "A duty of every week (days, from, to) or a shift (starts, ends), for a team or for a"
              + " facility at a tier. All times are what the wall clock shows.")
  record RosterLine(
      @Schema(description = "Its id in the source; without one it is known by what it says")
          @Nullable String externalId,
      @Schema(examples = "supply-chain") @Nullable String team,
      @Schema(description = "Needed for a tier", examples = "LAKESIDE") @Nullable String facility,
      @Schema(description = "2 house supervisor, 3 administrator on call, 4 executive")
          @Nullable Integer tier,
      @Schema(description = "For a team, one of its members", examples = "omar.ortiz")
          String person,
      @Schema(examples = "[\"MONDAY\"]") @Nullable List<String> days,
      @Schema(examples = "19:00") @Nullable String from,
      @Schema(description = "At or before 'from' it is on the next day", examples = "07:00")
          @Nullable String to,
      @Schema(description = "The first day on which the duty begins", examples = "2027-01-01")
          @Nullable String startsOn,
      @Schema(description = "The last day on which the duty begins", examples = "2027-12-31")
          @Nullable String endsOn,
      @Schema(examples = "2027-03-07T19:00") @Nullable String starts,
      @Schema(description = "At most 31 days later", examples = "2027-03-08T07:00")
          @Nullable String ends,
      @Schema(description = "The facility's if absent", examples = "America/Chicago")
          @Nullable String timeZone,
      @Schema(description = "Whether nobody else's exclusive duty may overlap it")
          @Nullable Boolean exclusive) {}

  /** A line of owners. */
  @Schema(name = "OwnerLine", description = "Who looks after a category at a facility.")
  record OwnerLine(
      @Schema(examples = "LAKESIDE") String facility,
      @Schema(examples = "supplies") String category,
      @Schema(examples = "supply-chain") String team,
      @Schema(
              description = "Who has it off hours, in the hospital's own words",
              examples = "supply on call, else house supervisor")
          String offHours,
      @Schema(
              description = "Teams, or tiers such as tier:2, in the order in which they are asked",
              examples = "[\"tier:2\"]")
          @Nullable List<String> backups,
      @Schema(description = "This tier hears of every request") @Nullable Integer alsoTellTier,
      @Schema(description = "Whether the work is for office hours only")
          @Nullable Boolean waitsForBusinessDay) {}
}
