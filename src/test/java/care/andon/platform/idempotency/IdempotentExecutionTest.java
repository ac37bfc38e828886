package care.andon.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.kernel.Role;
import care.andon.platform.idempotency.IdempotencyKeys.Attempt;
import care.andon.platform.idempotency.IdempotentExecution.Answer;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Two simultaneous calls with one key: the second begins before the first has ended. */
@QuarkusTest
class IdempotentExecutionTest {
  private static final Caller NINA = new Caller("nina.patel", Set.of(Role.CAREGIVER), null);

  @Inject IdempotentExecution once;
  @Inject IdempotencyKeys keys;

  private final IdempotencyKey key =
      Objects.requireNonNull(IdempotencyKey.parse(UUID.randomUUID().toString()));

  @Test
  void the_slower_call_gets_the_answer_of_the_faster_one() {
    var answer = act("this", () -> overtaken("this", "the slower one's"));

    assertThat(answer).isEqualTo(new Answer<>("the faster one's", true));
    assertThat(act("this", IdempotentExecutionTest::notAgain)).isEqualTo(answer);
  }

  @Test
  void also_a_slower_call_that_is_refused_because_of_the_faster_one() {
    var answer =
        act(
            "this",
            () -> {
              overtaken("this", "");
              throw Problem.of(ProblemType.CONFLICT, "It is done already");
            });

    assertThat(answer).isEqualTo(new Answer<>("the faster one's", true));
  }

  @Test
  void a_call_that_looks_up_the_key_gets_the_answer_of_the_faster_one_too() {
    var answer =
        once.look(attempt("this"), 200, String.class, () -> overtaken("this", "the slower one's"));

    assertThat(answer).isEqualTo(new Answer<>("the faster one's", true));
  }

  @Test
  void the_slower_call_is_refused_when_the_faster_one_used_the_key_for_another_call() {
    assertThatThrownBy(() -> act("this", () -> overtaken("that", "the slower one's")))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> assertThat(problem.type()).isEqualTo(ProblemType.IDEMPOTENCY_KEY_REUSED));
    assertThat(act("that", IdempotentExecutionTest::notAgain))
        .isEqualTo(new Answer<>("the faster one's", true));
  }

  @Test
  void a_refused_call_without_a_faster_one_may_try_again() {
    assertThatThrownBy(
            () ->
                act(
                    "this",
                    () -> {
                      throw Problem.of(ProblemType.CONFLICT, "Not now");
                    }))
        .isInstanceOf(Problem.class);

    assertThat(act("this", () -> "done")).isEqualTo(new Answer<>("done", false));
  }

  /** A faster call does everything while the caller of this method is about to begin. */
  private String overtaken(String what, String answer) {
    try (var other = Executors.newSingleThreadExecutor()) {
      assertThat(other.submit(() -> act(what, () -> "the faster one's")).get())
          .isEqualTo(new Answer<>("the faster one's", false));
      return answer;
    } catch (InterruptedException | ExecutionException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static String notAgain() {
    throw new AssertionError("It was done a second time");
  }

  private Answer<String> act(String what, Supplier<String> act) {
    return once.act(attempt(what), 201, String.class, act);
  }

  private Attempt attempt(String what) {
    return Objects.requireNonNull(keys.attempt(NINA, key, "test", what));
  }
}
