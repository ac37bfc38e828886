package care.andon.routing;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.routing.engine.AssignmentMethod;
import care.andon.routing.engine.CalendarHours;
import care.andon.routing.engine.ItemWords;
import care.andon.routing.engine.RuleCriteria;
import care.andon.routing.engine.RuleRef;
import care.andon.versioned.VersionRef;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A rule as it is stored: places and teams by id, because codes can change. */
record RuleDocument(
    MatchDocument match,
    UUID team,
    AssignmentMethod choose,
    List<StandInDocument> backups,
    List<Integer> alsoTell) {

  record MatchDocument(
      List<Category> categories,
      List<String> items,
      List<Impact> impacts,
      List<UUID> facilities,
      List<UUID> units,
      @Nullable CalendarHours time,
      List<Visibility> visibilities) {
    static MatchDocument of(RuleCriteria match) {
      return new MatchDocument(
          match.categories().stream().sorted().toList(),
          match.items().stream().map(ItemWords::toString).sorted().toList(),
          match.impacts().stream().sorted().toList(),
          match.facilities().stream().map(FacilityId::value).sorted().toList(),
          match.units().stream().map(UnitId::value).sorted().toList(),
          match.time(),
          match.visibilities().stream().sorted().toList());
    }

    RuleCriteria read() {
      return new RuleCriteria(
          Set.copyOf(categories),
          set(items, it -> new ItemWords(ItemWords.in(it))),
          Set.copyOf(impacts),
          set(facilities, FacilityId::new),
          set(units, UnitId::new),
          time,
          Set.copyOf(visibilities));
    }

    private static <S, T> Set<T> set(List<S> values, Function<S, T> read) {
      return values.stream().map(read).collect(Collectors.toUnmodifiableSet());
    }
  }

  /** Either a team or a tier. */
  record StandInDocument(@Nullable UUID team, @Nullable Integer tier) {
    static StandInDocument of(RuleTerms.StandIn standIn) {
      return switch (standIn) {
        case RuleTerms.StandIn.OfTeam(var team) -> new StandInDocument(team.value(), null);
        case RuleTerms.StandIn.OfFacility(var post) ->
            new StandInDocument(null, TierNumber.of(post));
      };
    }

    RuleTerms.StandIn read() {
      if (team != null) {
        return new RuleTerms.StandIn.OfTeam(new TeamId(team));
      }
      return new RuleTerms.StandIn.OfFacility(
          TierNumber.post(tier == null ? 0 : tier).orElseThrow());
    }
  }

  static RuleDocument of(RuleTerms terms) {
    return new RuleDocument(
        MatchDocument.of(terms.criteria()),
        terms.team().value(),
        terms.choose(),
        terms.backups().stream().map(StandInDocument::of).toList(),
        terms.alsoTell().stream().map(TierNumber::of).toList());
  }

  RuleTerms read(VersionRef ref) {
    return new RuleTerms(
        new RuleRef(ref.code(), ref.version()),
        match.read(),
        new TeamId(team),
        choose,
        backups.stream().map(StandInDocument::read).toList(),
        alsoTell.stream().map(tier -> TierNumber.post(tier).orElseThrow()).toList());
  }
}
