package care.andon.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.kernel.Role;
import care.andon.platform.idempotency.IdempotentExecution.Answer;
import care.andon.platform.identity.Caller;
import care.andon.platform.keys.KeysCommand;
import care.andon.platform.keys.Keysets;
import care.andon.platform.keys.Tags;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.SqlBatch;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Idempotency keys are recognised while the service's keys are rotated, and afterwards. */
@QuarkusTest
class KeyRotationTest {
  private static final Caller NINA = new Caller("nina.patel", Set.of(Role.CAREGIVER), null);

  @TempDir Path folder;

  @Inject AgroalDataSource database;
  @Inject ObjectMapper json;

  private final IdempotencyKey key =
      Objects.requireNonNull(IdempotencyKey.parse(UUID.randomUUID().toString()));

  @BeforeEach
  void the_service_has_keys() throws IOException {
    Files.writeString(folder.resolve(Keysets.TAGS), Keysets.create());
  }

  @Test
  void a_key_from_before_is_a_replay_after_each_step() throws IOException {
    assertThat(act("first")).isEqualTo(new Answer<>("first", false));

    rotate("add");
    assertThat(act("second")).isEqualTo(new Answer<>("first", true));
    rotate("promote");
    assertThat(act("third")).isEqualTo(new Answer<>("first", true));
  }

  @Test
  void a_replica_with_the_step_before_recognises_what_the_next_one_stores() throws IOException {
    rotate("add");
    var before = execution();
    rotate("promote");
    var after = execution();

    assertThat(act(after, "first")).isEqualTo(new Answer<>("first", false));
    assertThat(act(before, "second")).isEqualTo(new Answer<>("first", true));
  }

  /** Filing does not look first: the insert itself must fail. */
  @Test
  void a_key_from_before_cannot_be_stored_again() throws IOException {
    act("first");
    rotate("add");
    rotate("promote");
    var keys = keys();
    var attempt = Objects.requireNonNull(keys.attempt(NINA, key, "test", "body"));

    var batch = new SqlBatch();
    keys.remember(batch, attempt, 201, "second");

    assertThatThrownBy(() -> batch.commit(database)).isInstanceOf(IllegalStateException.class);
    assertThat(keys.find(attempt)).isPresent();
  }

  @Test
  void another_body_is_still_refused_afterwards() throws IOException {
    act("first");
    rotate("add");
    rotate("promote");
    var keys = keys();

    var other = Objects.requireNonNull(keys.attempt(NINA, key, "test", "another body"));

    assertThatThrownBy(() -> keys.find(other)).isInstanceOf(Problem.class);
  }

  private Answer<String> act(String answer) {
    return act(execution(), answer);
  }

  private Answer<String> act(IdempotentExecution once, String answer) {
    var attempt = keys().attempt(NINA, key, "test", "body");
    return once.act(attempt, 201, String.class, () -> answer);
  }

  private IdempotentExecution execution() {
    return new IdempotentExecution(keys(), database);
  }

  private IdempotencyKeys keys() {
    return new IdempotencyKeys(database, new AttemptTags(new Tags(folder.toString())), json);
  }

  private void rotate(String step) throws IOException {
    var file = folder.resolve(Keysets.TAGS);
    var printed = new ByteArrayOutputStream();
    var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    assertThat(KeysCommand.run(List.of("keys", step, file.toString()), out, System.err)).isZero();
    Files.write(file, printed.toByteArray());
  }
}
