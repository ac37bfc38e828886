package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Person;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.routing.engine.Loads;
import care.andon.routing.engine.Sharing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who gets the next of what is handed on. */
class SharesTest {
  private static final TeamId SUPPLIES = new TeamId(new UUID(0, 1));
  private static final TeamId OTHERS = new TeamId(new UUID(0, 2));
  private static final Person ANA = person(11, "Ana Ortiz");
  private static final Person BEN = person(12, "Ben Fischer");
  private static final List<Person> ON_CALL = List.of(ANA, BEN);

  private final Shares shares = shares(Sharing.LEAST_OPEN, Map.of(ANA.id(), new Loads.Load(1, 0)));

  @Test
  void whoever_has_least_gets_it_and_of_equals_who_is_asked_first() {
    assertThat(shares.first(SUPPLIES, ON_CALL)).contains(BEN);

    shares.gave(SUPPLIES, null, BEN.id());

    assertThat(shares.first(SUPPLIES, ON_CALL)).contains(ANA);
    assertThat(shares.first(SUPPLIES, List.of())).isEmpty();
  }

  @Test
  void what_goes_on_within_the_team_is_no_longer_theirs_who_had_it() {
    shares.gave(SUPPLIES, ANA.id(), BEN.id());

    assertThat(shares.first(SUPPLIES, ON_CALL)).contains(ANA);
  }

  @Test
  void a_team_that_does_not_share_goes_by_calling_order() {
    shares.gave(OTHERS, null, ANA.id());
    shares.gave(null, null, ANA.id());

    assertThat(shares.first(OTHERS, ON_CALL)).contains(ANA);
    assertThat(Shares.none().first(SUPPLIES, ON_CALL)).contains(ANA);
  }

  @Test
  void whose_turn_is_longest_ago_gets_it_and_has_had_it_then() {
    var turns =
        shares(
            Sharing.BY_TURNS,
            Map.of(ANA.id(), new Loads.Load(0, 7), BEN.id(), new Loads.Load(5, 6)));

    assertThat(turns.first(SUPPLIES, ON_CALL)).contains(BEN);
    assertThat(turns.first(SUPPLIES, ON_CALL)).contains(BEN); // Who only asks takes no turn.
    turns.gave(SUPPLIES, ANA.id(), BEN.id());
    assertThat(turns.first(SUPPLIES, ON_CALL)).contains(ANA);
    turns.gave(SUPPLIES, null, ANA.id());
    turns.gave(SUPPLIES, null, BEN.id());

    assertThat(turns.first(SUPPLIES, ON_CALL)).contains(ANA);
    assertThat(taken(turns)).isEqualTo(Map.of(SUPPLIES, Map.of(BEN.id(), 10L, ANA.id(), 9L)));
  }

  @Test
  void who_is_named_has_had_no_turn_and_has_it_all_the_same() {
    var turns = shares(Sharing.BY_TURNS, Map.of());

    turns.gaveByName(SUPPLIES, ANA.id());
    turns.gave(SUPPLIES, ANA.id(), null);
    shares.gaveByName(SUPPLIES, BEN.id());
    shares.gaveByName(SUPPLIES, BEN.id());

    assertThat(turns.first(SUPPLIES, ON_CALL)).contains(ANA);
    assertThat(taken(turns)).isEmpty();
    assertThat(shares.first(SUPPLIES, ON_CALL)).contains(ANA);
    assertThat(taken(shares)).isEmpty();
  }

  private static Shares shares(Sharing sharing, Map<PersonId, Loads.Load> before) {
    return new Shares(List.of(new Shares.Held(SUPPLIES, sharing, new Loads(before))));
  }

  private static Map<TeamId, Map<PersonId, Long>> taken(Shares shares) {
    var taken = new HashMap<TeamId, Map<PersonId, Long>>();
    shares.forEachTurn(taken::put);
    return taken;
  }

  private static Person person(long number, String name) {
    return new Person(new PersonId(new UUID(0, number)), "person-" + number, name, "Clerk", null);
  }
}
