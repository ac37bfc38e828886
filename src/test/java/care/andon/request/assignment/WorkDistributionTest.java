package care.andon.request.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.oncall.Person;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.routing.engine.TeamLoads;
import care.andon.routing.engine.WorkSharing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who gets the next of what is handed on. */
class WorkDistributionTest {
  private static final TeamId SUPPLIES = new TeamId(new UUID(0, 1));
  private static final TeamId OTHERS = new TeamId(new UUID(0, 2));
  private static final Person ANA = person(11, "Ana Ortiz");
  private static final Person BEN = person(12, "Ben Fischer");
  private static final List<Person> ON_CALL = List.of(ANA, BEN);

  private final WorkDistribution shares =
      shares(WorkSharing.LEAST_OPEN, Map.of(ANA.id(), new TeamLoads.Load(1, 0)));

  @Test
  void whoever_has_least_gets_it_and_of_equals_who_is_asked_first() {
    assertThat(shares.first(SUPPLIES, ON_CALL)).contains(BEN);

    shares.countAssignment(SUPPLIES, null, BEN.id());

    assertThat(shares.first(SUPPLIES, ON_CALL)).contains(ANA);
    assertThat(shares.first(SUPPLIES, List.of())).isEmpty();
  }

  @Test
  void what_goes_on_within_the_team_is_no_longer_theirs_who_had_it() {
    shares.countAssignment(SUPPLIES, ANA.id(), BEN.id());

    assertThat(shares.first(SUPPLIES, ON_CALL)).contains(ANA);
  }

  @Test
  void a_team_that_does_not_share_goes_by_calling_order() {
    shares.countAssignment(OTHERS, null, ANA.id());
    shares.countAssignment(null, null, ANA.id());

    assertThat(shares.first(OTHERS, ON_CALL)).contains(ANA);
    assertThat(WorkDistribution.none().first(SUPPLIES, ON_CALL)).contains(ANA);
  }

  @Test
  void whose_turn_is_longest_ago_gets_it_and_has_had_it_then() {
    var turns =
        shares(
            WorkSharing.BY_TURNS,
            Map.of(ANA.id(), new TeamLoads.Load(0, 7), BEN.id(), new TeamLoads.Load(5, 6)));

    assertThat(turns.first(SUPPLIES, ON_CALL)).contains(BEN);
    assertThat(turns.first(SUPPLIES, ON_CALL)).contains(BEN); // Who only asks takes no turn.
    turns.countAssignment(SUPPLIES, ANA.id(), BEN.id());
    assertThat(turns.first(SUPPLIES, ON_CALL)).contains(ANA);
    turns.countAssignment(SUPPLIES, null, ANA.id());
    turns.countAssignment(SUPPLIES, null, BEN.id());

    assertThat(turns.first(SUPPLIES, ON_CALL)).contains(ANA);
    assertThat(taken(turns)).isEqualTo(Map.of(SUPPLIES, Map.of(BEN.id(), 10L, ANA.id(), 9L)));
  }

  @Test
  void who_is_named_has_had_no_turn_and_has_it_all_the_same() {
    var turns = shares(WorkSharing.BY_TURNS, Map.of());

    turns.gaveByName(SUPPLIES, ANA.id());
    turns.countAssignment(SUPPLIES, ANA.id(), null);
    shares.gaveByName(SUPPLIES, BEN.id());
    shares.gaveByName(SUPPLIES, BEN.id());

    assertThat(turns.first(SUPPLIES, ON_CALL)).contains(ANA);
    assertThat(taken(turns)).isEmpty();
    assertThat(shares.first(SUPPLIES, ON_CALL)).contains(ANA);
    assertThat(taken(shares)).isEmpty();
  }

  private static WorkDistribution shares(
      WorkSharing sharing, Map<PersonId, TeamLoads.Load> before) {
    return new WorkDistribution(
        List.of(new WorkDistribution.Held(SUPPLIES, sharing, new TeamLoads(before))));
  }

  private static Map<TeamId, Map<PersonId, Long>> taken(WorkDistribution shares) {
    var taken = new HashMap<TeamId, Map<PersonId, Long>>();
    shares.forEachTurn(taken::put);
    return taken;
  }

  private static Person person(long number, String name) {
    return new Person(new PersonId(new UUID(0, number)), "person-" + number, name, "Clerk", null);
  }
}
