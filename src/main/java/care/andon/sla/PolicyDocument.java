package care.andon.sla;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.sla.SlaPolicy.ClockPromise;
import care.andon.sla.SlaPolicy.StepAction;
import care.andon.sla.match.engine.PolicyCriteria;
import care.andon.versioned.VersionRef;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy as it is stored: places by id, because codes can change. */
record PolicyDocument(
    MatchDocument match,
    Map<ClockKind, ClockDocument> clocks,
    Duration waitLimit,
    @Nullable Duration answerWithin) {

  record MatchDocument(
      @Nullable List<Impact> impacts,
      @Nullable List<Category> categories,
      @Nullable List<FacilityId> facilities,
      @Nullable List<UnitId> units,
      @Nullable List<TeamId> teams) {
    static MatchDocument of(PolicyCriteria match) {
      return new MatchDocument(
          sorted(match.impacts(), Comparator.naturalOrder()),
          sorted(match.categories(), Comparator.naturalOrder()),
          sorted(match.facilities(), Comparator.comparing(FacilityId::value)),
          sorted(match.units(), Comparator.comparing(UnitId::value)),
          sorted(match.teams(), Comparator.comparing(TeamId::value)));
    }

    private static <T> @Nullable List<T> sorted(Set<T> named, Comparator<? super T> order) {
      return named.isEmpty() ? null : named.stream().sorted(order).toList();
    }

    PolicyCriteria read() {
      return new PolicyCriteria(
          set(impacts), set(categories), set(facilities), set(units), set(teams));
    }

    private static <T> Set<T> set(@Nullable List<T> named) {
      return named == null ? Set.of() : Set.copyOf(named);
    }
  }

  @Schema(name = "SlaPolicyClock")
  record ClockDocument(
      @Schema(description = "Open time promised") Duration target,
      @Schema(description = "Code of the calendar it runs on") String calendar,
      List<StepDocument> steps) {
    static ClockDocument of(ClockPromise promise) {
      return new ClockDocument(
          promise.target(),
          promise.calendar(),
          promise.steps().entrySet().stream()
              .map(step -> StepDocument.of(step.getKey(), step.getValue()))
              .toList());
    }

    ClockPromise read() {
      var actions = new TreeMap<Integer, StepAction>();
      steps.forEach(step -> actions.put(step.percent(), step.action()));
      return new ClockPromise(target, calendar, actions);
    }
  }

  @Schema(name = "SlaPolicyStep")
  record StepDocument(
      @Schema(description = "Percentage of the target", examples = "75") int percent,
      @Schema(description = "The assignee is warned") @Nullable Boolean warn,
      @Schema(description = "It escalates to the next tier") @Nullable Boolean climb,
      @Schema(description = "It escalates to these tiers at once") @Nullable List<Integer> tiers) {
    static StepDocument of(int percent, StepAction action) {
      return switch (action) {
        case StepAction.Warn warn -> new StepDocument(percent, true, null, null);
        case StepAction.ClimbOneTier climb -> new StepDocument(percent, null, true, null);
        case StepAction.GoToTiers(List<Integer> tiers) ->
            new StepDocument(percent, null, null, tiers);
      };
    }

    StepAction action() {
      if (tiers != null) {
        return new StepAction.GoToTiers(tiers);
      }
      return Boolean.TRUE.equals(climb) ? new StepAction.ClimbOneTier() : new StepAction.Warn();
    }
  }

  static PolicyDocument of(SlaPolicy policy) {
    var clocks = new EnumMap<ClockKind, ClockDocument>(ClockKind.class);
    policy.clocks().forEach((kind, promise) -> clocks.put(kind, ClockDocument.of(promise)));
    return new PolicyDocument(
        MatchDocument.of(policy.criteria()), clocks, policy.waitLimit(), policy.answerWithin());
  }

  SlaPolicy read(VersionRef ref) {
    var promises = new EnumMap<ClockKind, ClockPromise>(ClockKind.class);
    clocks.forEach((kind, clock) -> promises.put(kind, clock.read()));
    return new SlaPolicy(ref, match.read(), promises, waitLimit, answerWithin);
  }
}
