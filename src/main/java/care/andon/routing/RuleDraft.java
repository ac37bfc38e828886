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
    description = "A routing rule to publish. Always the whole document.")
public record RuleDraft(
    @Schema(
            description = "Short and unique. A retired code is never used again",
            examples = "ventilators",
            pattern = Codes.PUBLISHED,
            required = true)
        @Nullable String code,
    @Schema(
            description = "The name, as the caregiver reads it in the reason of the routing",
            examples = "Ventilators in the ICU",
            maxLength = Names.LONGEST,
            required = true)
        @Nullable String name,
    @Schema(description = "The requests it applies to. Without it: all") @Nullable MatchBody match,
    @Schema(
            description = "Id or code of the responsible team",
            examples = "clinical-engineering",
            required = true)
        @Nullable String team,
    @Schema(
            description =
                "How the assignee is chosen among the team's people on call: `on_call` the"
                    + " first in calling order, `least_open` the one with the fewest open requests"
                    + " of the team, `round_robin` the one whose last turn was longest ago,"
                    + " `nobody` none until a person takes the request. Without it: `on_call`",
            enumeration = {"on_call", "least_open", "round_robin", "nobody"},
            examples = "least_open")
        @Nullable String choose,
    @Schema(
            description =
                "Used in this order if nobody of the team is on call. After them come the"
                    + " house supervisor and the administrator on call")
        @Nullable List<@Nullable StandInBody> backups,
    @Schema(
            description =
                "Tiers of the facility that are told about every such request: 2 house"
                    + " supervisor, 3 administrator on call, 4 executive",
            examples = "[2]")
        @Nullable List<@Nullable Integer> alsoTell) {

  private static final int MOST_BACKUPS = 10;

  /** The requests that a rule is for. */
  @Schema(
      name = "RoutingRuleDraftMatch",
      description =
          "Every dimension that is named must match. The most specific matching rule decides:"
              + " the one that names most dimensions. A unit counts together with its facility. The"
              + " owner of a category at a facility counts as a rule with these two dimensions; a"
              + " published rule wins over it.")
  public record MatchBody(
      @Schema(examples = "[\"equipment\"]") @Nullable List<@Nullable String> categories,
      @Schema(
              description = "Words, one of which must occur in the item",
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
      name = "RoutingRuleDraftHours",
      description = "Requests that arrive while the calendar is open, or while it is closed.")
  public record TimeBody(
      @Schema(
              description = "Code of a calendar listed at /calendars",
              examples = "clinic-hours",
              required = true)
          @Nullable String calendar,
      @Schema(
              description = "true: while it is open; false: while it is closed",
              examples = "false",
              required = true)
          @Nullable Boolean open) {}

  /** A backup. */
  @Schema(name = "RoutingRuleDraftBackup", description = "Exactly one of `team` and `tier`.")
  public record StandInBody(
      @Schema(
              description =
                  "Id or code of a team. Its person on call becomes the assignee, and the"
                      + " team becomes responsible",
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
    return reader.value(
        idOrCode,
        pointer,
        it -> directory.team(it).map(Team::id).filter(id -> !directory.isGone(id)),
        "unknown_team",
        "Send the id or code of a team listed at /teams");
  }

  private @Nullable AssignmentMethod readChoose(BodyReader reader) {
    return choose == null
        ? AssignmentMethod.ON_CALL
        : reader.value(
            choose,
            "/choose",
            it -> BodyReader.constant(AssignmentMethod.class, it),
            "unknown_choice",
            "Send 'on_call', 'least_open', 'round_robin' or 'nobody'");
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
