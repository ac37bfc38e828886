package care.andon.directory.imports;

import static care.andon.directory.imports.Uploads.IMPORTS;
import static care.andon.directory.imports.Uploads.hospital;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import care.andon.support.Api;
import care.andon.support.AtOnce;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An answer was lost on its way: what is sent again under the same key is answered the same. */
@QuarkusTest
class ImportRetryTest {
  private static final AtomicInteger HOSPITALS = new AtomicInteger();

  private final String key = UUID.randomUUID().toString();
  private String source = "";

  @BeforeEach
  void open() {
    source = "retry" + HOSPITALS.incrementAndGet();
  }

  @AfterEach
  void close() {
    Uploads.closeDown(source);
  }

  @Test
  void a_retry_of_an_import_is_answered_as_the_first_time() {
    var first = hospital(source).key(key).applied();
    var retry = hospital(source).key(key).applied();

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.header("Idempotency-Replayed")).isNull();
    isReplayOf(first, retry);
    assertThat(first.<String>path("id")).isNotNull();
  }

  /** Without the key it would say that nothing has changed. */
  @Test
  void also_when_the_directory_has_changed_since() {
    var first = hospital(source).key(key).applied();
    hospital(source).replacing("people", "Ana Ortiz", "Anna Ortiz").applied();

    isReplayOf(first, hospital(source).key(key).applied());
    hospital(source)
        .replacing("people", "Ana Ortiz", "Anna Ortiz")
        .tried()
        .then()
        .body("summary.unchanged.sum()", equalTo(10));
  }

  @Test
  void an_import_that_changed_nothing_and_a_dry_run_are_repeated_too() {
    hospital(source).applied();
    var nothing = hospital(source).key(key).applied();
    var other = UUID.randomUUID().toString();
    var dry = hospital(source).key(other).tried();
    hospital(source).replacing("people", "Ana Ortiz", "Anna Ortiz").applied();

    assertThat(nothing.<String>path("id")).isNull();
    isReplayOf(nothing, hospital(source).key(key).applied());
    isReplayOf(dry, hospital(source).key(other).tried());
  }

  @Test
  void a_key_belongs_to_one_content_and_one_way_of_importing_it() {
    hospital(source).key(key).tried().then().statusCode(200);

    for (var other :
        new Response[] {
          hospital(source).key(key).applied(),
          hospital(source).key(key).whole().tried(),
          hospital(source).replacing("people", "Ana", "Anna").key(key).tried(),
          hospital(source).replacing("people", "Ana Ortiz", "=1+1").key(key).tried()
        }) {
      other.then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
    }
  }

  /** People are called Null. */
  @Test
  void nothing_is_something_else_than_what_is_called_null() {
    json("{\"people\":[{\"username\":\"%s.x\",\"name\":\"X\",\"title\":\"T\"}]}".formatted(source))
        .then()
        .statusCode(200);

    json("{\"people\":[{\"externalId\":\"null\",\"username\":\"%s.x\",\"name\":\"X\",\"title\":\"T\"}]}"
            .formatted(source))
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency-key-reused"));
  }

  @Test
  void what_was_rejected_may_be_mended_and_sent_under_the_same_key() {
    hospital(source)
        .replacing("people", "Ana Ortiz", "=1+1")
        .key(key)
        .applied()
        .then()
        .statusCode(422)
        .body("code", equalTo("import-rejected"));

    var mended = hospital(source).key(key).applied();

    assertThat(mended.statusCode()).isEqualTo(200);
    assertThat(mended.header("Idempotency-Replayed")).isNull();
  }

  @Test
  void somebody_elses_key_is_another_key() {
    hospital(source).key(key).tried().then().statusCode(200);

    var theirs = hospital(source).by("conrad.vance").key(key).applied();

    assertThat(theirs.statusCode()).isEqualTo(200);
    assertThat(theirs.header("Idempotency-Replayed")).isNull();
  }

  @Test
  void the_same_content_is_the_same_in_json_with_other_blanks() {
    var compact =
        "{\"people\":[{\"username\":\"%s.x\",\"name\":\"X\",\"title\":\"T\"}]}".formatted(source);
    var spaced =
        "{ \"people\":\n[ {\"title\": \"T\", \"name\": \"X\", \"username\": \"%s.x\"} ] }"
            .formatted(source);

    var first = json(compact);

    isReplayOf(first, json(spaced));
  }

  private Response json(String body) {
    return Api.as("intranet")
        .sends(body)
        .header("Idempotency-Key", key)
        .post(IMPORTS + "?source=" + source);
  }

  @Test
  void of_many_at_once_under_one_key_one_happens_and_all_are_answered_alike() {
    var many = 5;
    Api.as("intranet").token();

    var answers = AtOnce.call(many, () -> hospital(source).key(key).applied());

    assertThat(answers).extracting(Response::statusCode).containsOnly(200);
    assertThat(answers.stream().map(answer -> answer.<String>path("id")).distinct())
        .hasSize(1)
        .doesNotContainNull();
    assertThat(answers)
        .filteredOn(answer -> answer.header("Idempotency-Replayed") != null)
        .hasSize(many - 1);
  }

  private static void isReplayOf(Response first, Response retry) {
    assertThat(retry.statusCode()).isEqualTo(first.statusCode());
    assertThat(retry.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(retry.asString()).isEqualTo(first.asString());
    assertThat(retry.header("ETag")).isEqualTo(first.header("ETag"));
  }
}
