package care.andon.request.clock;

import static care.andon.request.clock.TeamShares.NO_TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which team answers for a promise of 60 minutes. */
class TeamSharesTest {
  private static final UUID FIRST = new UUID(0, 1);
  private static final UUID SECOND = new UUID(0, 2);
  private static final UUID THIRD = new UUID(0, 3);

  @Test
  void a_request_passed_on_a_minute_before_it_was_due_stays_the_first_teams() {
    assertThat(TeamShares.NONE.with(FIRST, 0).with(SECOND, 59).answering(60)).isEqualTo(FIRST);
  }

  @Test
  void a_request_passed_on_early_becomes_the_second_teams() {
    assertThat(TeamShares.NONE.with(FIRST, 0).with(SECOND, 29).answering(60)).isEqualTo(SECOND);
  }

  @Test
  void of_equal_shares_the_earlier_team_answers() {
    assertThat(TeamShares.NONE.with(FIRST, 0).with(SECOND, 30).answering(60)).isEqualTo(FIRST);
  }

  @Test
  void the_time_of_a_team_that_held_it_twice_is_added_up() {
    var shares = TeamShares.NONE.with(FIRST, 0).with(SECOND, 20).with(FIRST, 45);
    assertThat(shares.answering(60)).isEqualTo(FIRST);
    assertThat(shares.with(THIRD, 46).answering(60)).isEqualTo(SECOND);
  }

  @Test
  void what_happens_after_the_due_instant_does_not_count() {
    assertThat(TeamShares.NONE.with(FIRST, 0).with(SECOND, 61).answering(60)).isEqualTo(FIRST);
  }

  @Test
  void a_promise_that_ended_early_is_judged_by_the_time_until_then() {
    var shares = TeamShares.NONE.with(FIRST, 0).with(SECOND, 10);
    assertThat(shares.answering(15)).isEqualTo(FIRST);
    assertThat(shares.answering(0)).isEqualTo(FIRST);
    assertThat(shares.with(THIRD, 40).answering(15)).isEqualTo(FIRST);
  }

  @Test
  void a_team_answers_even_if_nobody_held_the_request_for_longer() {
    assertThat(TeamShares.NONE.with(null, 0).with(SECOND, 50).answering(60)).isEqualTo(SECOND);
  }

  @Test
  void no_team_answers_for_what_fell_due_before_any_team_had_it() {
    assertThat(TeamShares.NONE.with(null, 0).with(SECOND, 60).answering(60)).isEqualTo(NO_TEAM);
  }
}
