package care.andon.routing;

import care.andon.directory.Directory;
import care.andon.directory.Team;
import care.andon.kernel.TeamId;
import care.andon.platform.text.Codes;
import care.andon.platform.text.Names;
import care.andon.routing.engine.AssignmentMethod;
import care.andon.routing.engine.BackupTeam;
import care.andon.routing.engine.RuleRef;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.BodyReader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A rule as a client sends it, to publish it or to try it. */
@Schema(
    name = "RoutingRuleDraft",
    description = "A rule as it is to be published: the whole document, every time.")
public record RuleDraft(
    @Schema(
            description = "Short and unique, never used again once retired",
            examples = "ventilators",
            pattern = Codes.PUBLISHED,
            required = true)
        @Nullable String code,
    @Schema(
            description = "As the caregiver reads it: By the rule \"...\" it goes to ...",
            examples = "Ventilators in the ICU",
            maxLength = Names.LONGEST,
            required = true)
        @Nullable String name,
    @Schema(description = "Which requests it is for; absent for all") @Nullable MatchBody match,
    @Schema(
            description = "By id or code: the team that has them",
            examples = "clinical-engineering",
            required = true)
        @Nullable String team,
    @Schema(
            description =
                "How a person is chosen among those of the team who are on call: 'on_call' the first"
                    + " of them, 'least_open' whoever has the fewest open requests of the team,"
                    + " 'round_robin' whoever had their last turn longest ago, 'nobody' none until"
                    + " somebody takes it; 'on_call' if absent",
            enumeration = {"on_call", "least_open", "round_robin", "nobody"},
            examples = "least_open")
        @Nullable String choose,
    @Schema(
            description =
                "Tried in this order when nobody of the team is on call; after them come the house"
                    + " supervisor and the administrator on call")
        @Nullable List<@Nullable StandInBody> backups,
    @Schema(
            description =
                "Tiers of the facility that hear of every such request: 2 house supervisor, 3"
                    + " administrator on call, 4 executive",
            examples = "[2]")
        @Nullable List<@Nullable Integer> alsoTell) {

  private static final int MOST_BACKUPS = 10;

  /** The requests that a rule is for. */
  @Schema(
      name = "RoutingRuleDraftMatch",
      description =
          "Every dimension that is named has to fit. Of several rules that fit, the one that names"
              + " more dimensions decides; a unit names its facility with it. Who owns a category at"
              + " a facility counts as a rule that names these two, and one published beats it.")
  public record MatchBody(
      @Schema(examples = "[\"equipment\"]") @Nullable List<@Nullable String> categories,
      @Schema(
              description = "Words of the item, of which one has to stand in it",
              examples = "[\"ventilator\"]")
          @Nullable List<@Nullable String> itemWords,
      @Schema(examples = "[\"patient_waiting\"]") @Nullable List<@Nullable String> impacts,
      @Schema(description = "By id or code", examples = "[\"LAKESIDE\"]")
          @Nullable List<@Nullable String> facilities,
      @Schema(description = "By id or code", examples = "[\"ICU\"]")
          @Nullable List<@Nullable String> units,
      @Nullable TimeBody time,
      @Schema(examples = "[\"confidential\"]") @Nullable List<@Nullable String> visibilities) {}

  /** The time while a calendar is open, or while it is closed. */
  @Schema(
      name = "RoutingRuleTime",
      description = "Requests that arrive while the calendar is open, or while it is not.")
  public record TimeBody(
      @Schema(
              description = "Code of a calendar listed at /calendars",
              examples = "clinic-hours",
              required = true)
          @Nullable String calendar,
      @Schema(
              description = "true: in its open time; false: out of it",
              examples = "false",
              required = true)
          @Nullable Boolean open) {}

  /** A backup. */
  @Schema(name = "RoutingStandIn", description = "Exactly one of 'team' and 'tier'.")
  public record StandInBody(
      @Schema(
              description =
                  "By id or code: whoever is on call there has it, and the team with them",
              examples = "it-service-desk")
          @Nullable String team,
      @Schema(
              description = "2 house supervisor, 3 administrator on call, 4 executive",
              examples = "2")
          @Nullable Integer tier) {}

  /** Calendars in force, by code. */
  interface Calendars extends Function<String, Optional<WorkCalendar>> {}

  /** The rule; null if something was refused. */
  @Nullable RuleTerms read(
      BodyReader reader, RuleRef ref, Directory directory, Calendars calendars, Instant now) {
    var criteria = new RuleMatchReader(reader, directory, calendars, now).read(match);
    var owner = readTeam(team, reader, "/team", directory);
    var method = readChoose(reader);
    var standIns = readBackups(reader, directory);
    var told = readTiers(reader);
    return reader.hasRefused() || owner == null || method == null
        ? null
        : new RuleTerms(ref, criteria, owner, method, standIns, told);
  }

  private static @Nullable TeamId readTeam(
      @Nullable String idOrCode, BodyReader reader, String pointer, Directory directory) {
    if (idOrCode == null) {
      reader.refuseMissing(pointer);
      return null;
    }
    var found = directory.team(idOrCode).map(Team::id).filter(id -> !directory.isGone(id));
    if (found.isEmpty()) {
      reader.refuse(pointer, "unknown_team", "Send the id or code of a team listed at /teams");
    }
    return found.orElse(null);
  }

  private @Nullable AssignmentMethod readChoose(BodyReader reader) {
    if (choose == null) {
      return AssignmentMethod.ON_CALL;
    }
    var method = BodyReader.constant(AssignmentMethod.class, choose);
    if (method.isEmpty()) {
      reader.refuse(
          "/choose", "unknown_choice", "Send 'on_call', 'least_open', 'round_robin' or 'nobody'");
    }
    return method.orElse(null);
  }

  private List<RuleTerms.StandIn> readBackups(BodyReader reader, Directory directory) {
    var seen = new HashSet<RuleTerms.StandIn>();
    return reader.each(
        backups,
        MOST_BACKUPS,
        "/backups",
        (body, at) -> {
          var read = readBackup(body, reader, at, directory);
          if (read != null && !seen.add(read)) {
            reader.refuse(at, "duplicate", "Name each once");
          }
          return read;
        });
  }

  private static RuleTerms.@Nullable StandIn readBackup(
      StandInBody body, BodyReader reader, String pointer, Directory directory) {
    if ((body.team() == null) == (body.tier() == null)) {
      reader.refuse(pointer, "one_of_two", "Send either 'team' or 'tier'");
      return null;
    }
    if (body.team() == null) {
      var post = readTier(body.tier(), reader, pointer + "/tier");
      return post == null ? null : new RuleTerms.StandIn.OfFacility(post);
    }
    var found = readTeam(body.team(), reader, pointer + "/team", directory);
    return found == null ? null : new RuleTerms.StandIn.OfTeam(found);
  }

  private List<BackupTeam.Facility> readTiers(BodyReader reader) {
    var seen = new HashSet<BackupTeam.Facility>();
    return reader.each(
        alsoTell,
        BackupTeam.Facility.values().length,
        "/alsoTell",
        (tier, at) -> {
          var post = readTier(tier, reader, at);
          if (post != null && !seen.add(post)) {
            reader.refuse(at, "duplicate", "Name each once");
          }
          return post;
        });
  }

  private static BackupTeam.@Nullable Facility readTier(
      @Nullable Integer tier, BodyReader reader, String pointer) {
    var post = TierNumber.post(tier == null ? 0 : tier);
    if (post.isEmpty()) {
      reader.refuse(pointer, "not_a_tier", "Send 2, 3 or 4");
    }
    return post.orElse(null);
  }
}
