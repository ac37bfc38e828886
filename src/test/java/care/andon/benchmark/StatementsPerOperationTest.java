package care.andon.benchmark;

import static care.andon.support.Given.aNeed;
import static care.andon.support.Given.aWord;
import static care.andon.support.Given.bodyOf;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.WireTap;
import care.andon.support.WireTap.Traffic;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an operation costs the database, seen on the wire; rows come and go, this does not. */
@QuarkusTest
class StatementsPerOperationTest {
  private final Api nina = Api.as("nina.patel");
  private final Api omar = Api.as("omar.ortiz");

  WireTap wire;

  @Test
  void filing_a_need_is_one_batch_and_the_commit() {
    var filed = during(() -> nina.open(aNeed(), aKey()).then().statusCode(201));

    System.out.println("create " + filed.roundTrips());
    assertThat(filed.roundTrips()).hasSize(2);
  }

  @Test
  void acknowledging() {
    var id = nina.files(aNeed());

    var acknowledged = during(() -> act("acknowledge", id));

    System.out.println("ack " + acknowledged.roundTrips());
    assertThat(acknowledged.roundTrips()).hasSize(6);
  }

  @Test
  void resolving() {
    var id = nina.files(aNeed());
    act("acknowledge", id);

    var resolved = during(() -> act("resolve", id));

    System.out.println("resolve " + resolved.roundTrips());
    assertThat(resolved.roundTrips()).hasSize(6);
  }

  @Test
  void looking_at_a_request_is_one_statement() {
    var id = nina.files(aNeed());

    var looked = during(() -> omar.get(id));

    System.out.println("get " + looked.roundTrips());
    assertThat(looked.roundTrips()).hasSize(1);
  }

  @Test
  void a_list_of_fifty_costs_the_same_as_a_list_of_one() {
    var word = aWord();
    nina.files(aNeed().with("need", word));
    var one = during(() -> list(word, 1));
    for (int i = 1; i < 50; i++) {
      nina.files(aNeed().with("need", word));
    }

    var fifty = during(() -> list(word, 50));

    System.out.println("list " + fifty.roundTrips());
    assertThat(fifty.statements()).isEqualTo(one.statements()).hasSize(1);
  }

  /** Not the first time: then connections are opened and things are read that are kept. */
  private Traffic during(Runnable call) {
    return wire.during(call);
  }

  private void act(String act, String id) {
    omar.tries(act, id, bodyOf(act), aKey()).then().statusCode(200);
  }

  private void list(String word, int expected) {
    assertThat(omar.calls().get(Api.REQUESTS + "?limit=50&q=" + word).jsonPath().getList("items"))
        .hasSize(expected);
  }

  private static String aKey() {
    return UUID.randomUUID().toString();
  }
}
