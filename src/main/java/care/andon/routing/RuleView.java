package care.andon.routing;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.Team;
import care.andon.directory.Unit;
import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.Visibility;
import care.andon.routing.engine.AssignmentMethod;
import care.andon.routing.engine.CalendarHours;
import care.andon.routing.engine.ItemWords;
import care.andon.routing.engine.RuleCriteria;
import care.andon.versioned.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One version of a rule, as a client reads it. */
@Schema(name = "RoutingRule", description = "One version of a rule; it never changes.")
record RuleView(
    @Schema(examples = "ventilators") String code,
    @Schema(description = "The number of the version; 1 is the first", examples = "1") int version,
    @Schema(examples = "Ventilators in the ICU") String name,
    MatchView match,
    @Schema(
            description = "By code. By id if the team no longer exists",
            examples = "clinical-engineering")
        String team,
    AssignmentMethod choose,
    List<StandInView> backups,
    @Schema(description = "Tiers that are told about every such request") List<Integer> alsoTell,
    @Schema(
            description =
                "Number of dimensions the rule names. A unit counts together with its facility")
        int specificity,
    @Schema(description = "Whether new requests use it") boolean inForce,
    @Schema(description = "The first revision in which it was in force") long sinceRevision,
    Instant publishedAt,
    @Schema(description = "Username") @Nullable String publishedBy,
    @Schema(description = "When the next version replaced it, or it was retired")
        @Nullable Instant endedAt,
    @Nullable String endedBy,
    @Schema(
            description =
                "Warnings, only in answers to a change. `never_decides`: another rule or the"
                    + " owner of the category is always more specific")
        @Nullable List<String> warnings) {

  /** The requests that the rule is for; an absent property allows every request. */
  @Schema(name = "RoutingRuleMatch")
  record MatchView(
      @Nullable List<Category> categories,
      @Nullable List<String> itemWords,
      @Nullable List<Impact> impacts,
      @Schema(description = "By code") @Nullable List<String> facilities,
      @Schema(description = "By code") @Nullable List<String> units,
      @Nullable TimeView time,
      @Nullable List<Visibility> visibilities) {
    static MatchView of(RuleCriteria match, Directory directory) {
      return new MatchView(
          sorted(match.categories()),
          codes(match.items(), ItemWords::toString),
          sorted(match.impacts()),
          codes(
              match.facilities(),
              id -> directory.facility(id).map(Facility::code).orElseGet(id::toString)),
          codes(match.units(), id -> directory.unit(id).map(Unit::code).orElseGet(id::toString)),
          TimeView.of(match.time()),
          sorted(match.visibilities()));
    }

    private static <E extends Enum<E>> @Nullable List<E> sorted(Collection<E> values) {
      return values.isEmpty() ? null : values.stream().sorted().toList();
    }

    private static <T> @Nullable List<String> codes(
        Collection<T> values, Function<T, String> code) {
      return values.isEmpty() ? null : values.stream().map(code).sorted().toList();
    }
  }

  /** The time while a calendar is open, or while it is closed. */
  @Schema(name = "RoutingRuleHours")
  record TimeView(String calendar, boolean open) {
    static @Nullable TimeView of(@Nullable CalendarHours hours) {
      return hours == null ? null : new TimeView(hours.calendar(), hours.open());
    }
  }

  /** A backup: a team, or a tier of the facility. */
  @Schema(name = "RoutingRuleBackup")
  record StandInView(@Nullable String team, @Nullable Integer tier) {
    static StandInView of(RuleTerms.StandIn standIn, Directory directory) {
      return switch (standIn) {
        case RuleTerms.StandIn.OfTeam(var team) -> new StandInView(code(team, directory), null);
        case RuleTerms.StandIn.OfFacility(var post) -> new StandInView(null, TierNumber.of(post));
      };
    }
  }

  private static String code(TeamId team, Directory directory) {
    return directory.team(team).map(Team::code).orElseGet(team::toString);
  }

  static RuleView of(
      Version<RuleTerms> version, Directory directory, @Nullable List<String> warnings) {
    var terms = version.content();
    return new RuleView(
        version.code(),
        version.number(),
        version.name(),
        MatchView.of(terms.criteria(), directory),
        code(terms.team(), directory),
        terms.choose(),
        terms.backups().stream().map(it -> StandInView.of(it, directory)).toList(),
        terms.alsoTell().stream().map(TierNumber::of).toList(),
        terms.criteria().specificity(),
        version.isInForce(),
        version.since(),
        version.publishedAt(),
        version.publishedBy(),
        version.endedAt(),
        version.endedBy(),
        warnings);
  }
}
