package care.andon.benchmark.engine;

import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.routing.engine.AssignmentMethod;
import care.andon.routing.engine.BackupTeam;
import care.andon.routing.engine.ItemWords;
import care.andon.routing.engine.OnCallCandidate;
import care.andon.routing.engine.OnCallRoster;
import care.andon.routing.engine.RequestFacts;
import care.andon.routing.engine.Router;
import care.andon.routing.engine.RoutingDecision;
import care.andon.routing.engine.RoutingRule;
import care.andon.routing.engine.RuleCriteria;
import care.andon.routing.engine.RuleRef;
import care.andon.routing.engine.TeamLoads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a request pay for the rules of a hospital? Four facilities with ten units each; every
 * rule names a unit, a category and a word of the item, which is the dearest condition to try.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RoutingBenchmark {
  private static final Instant NOW = Instant.parse("2026-03-06T16:30:00Z");
  private static final int REQUESTS = 1_024;
  private static final TeamId TEAM = new TeamId(id(9_999));
  private static final List<OnCallCandidate> PEOPLE =
      List.of(
          new OnCallCandidate(new PersonId(id(1)), "Ana Ortiz", Optional.empty()),
          new OnCallCandidate(new PersonId(id(2)), "Ben Fischer", Optional.empty()));

  private static final OnCallRoster ROSTER =
      new OnCallRoster() {
        @Override
        public List<OnCallCandidate> team(TeamId team, Instant at) {
          return PEOPLE;
        }

        @Override
        public List<OnCallCandidate> facility(
            FacilityId facility, BackupTeam.Facility backup, Instant at) {
          return List.of();
        }
      };

  @Param({"10", "1000"})
  public int rules;

  private Router router;
  private List<RequestFacts> requests;
  private int next;

  @Setup
  public void publish() {
    var published = new ArrayList<RoutingRule>();
    for (var i = 0; i < rules; i++) {
      published.add(rule(i));
    }
    router = new Router(published, (calendar, at) -> true);
    requests = new ArrayList<>();
    for (var i = 0; i < REQUESTS; i++) {
      requests.add(facts(i));
    }
  }

  private static RoutingRule rule(int i) {
    return new RoutingRule(
        new RuleRef("rule-" + i, 1),
        "Rule " + i,
        new RuleCriteria(
            Set.of(category(i)),
            Set.of(new ItemWords(List.of("item" + i % 7))),
            Set.of(),
            Set.of(facility(i)),
            Set.of(unit(i)),
            null,
            Set.of()),
        TEAM,
        "Team",
        AssignmentMethod.LEAST_OPEN,
        List.of(),
        List.of(),
        false);
  }

  private static RequestFacts facts(int i) {
    return new RequestFacts(
        category(i * 31),
        Impact.THIS_SHIFT,
        unit(i * 17),
        facility(i * 17),
        Visibility.NAMED,
        ItemWords.in("The item" + i % 7 + " of room 12"),
        NOW);
  }

  private static Category category(int i) {
    return Category.values()[i % Category.values().length];
  }

  private static FacilityId facility(int i) {
    return new FacilityId(id(100 + i % 40 / 10));
  }

  private static UnitId unit(int i) {
    return new UnitId(id(1_000 + i % 40));
  }

  private static UUID id(long number) {
    return new UUID(0, number);
  }

  @Benchmark
  public RoutingDecision route() {
    return router.route(requests.get(next++ & REQUESTS - 1), ROSTER, TeamLoads.NONE);
  }
}
