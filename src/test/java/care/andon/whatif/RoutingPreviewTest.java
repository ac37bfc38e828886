package care.andon.whatif;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.platform.problem.Problem;
import care.andon.routing.RuleTrial;
import care.andon.support.Api;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How much is played at most. */
@QuarkusTest
class RoutingPreviewTest {
  @Inject RoutingPreview preview;
  @Inject RuleTrial trial;
  @Inject TimeMachine time;

  @Test
  void as_many_as_are_allowed_are_played_and_one_more_is_refused() {
    var from = time.instant();
    for (var i = 0; i < 3; i++) {
      Api.as("nina.patel").files(aNeed());
    }
    var ways = trial.tryOut(List.of(), List.of());
    var now = time.instant().plus(Duration.ofSeconds(1));

    assertThat(preview.play(ways, from, now, 3).requests).isEqualTo(3);
    assertThatThrownBy(() -> preview.play(ways, from, now, 2))
        .isInstanceOfSatisfying(
            Problem.class,
            refused ->
                assertThat(refused.errors())
                    .singleElement()
                    .hasToString(
                        "FieldError[pointer=/days, code=too_many_requests, message=Ask for fewer"
                            + " days: at most 2 requests are played]"));
    assertThat(RoutingPreview.MOST_REQUESTS).isEqualTo(20_000);
  }
}
