package care.andon.webhook;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.support.Api;
import care.andon.support.WireTap;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A webhook goes from event to event: in order, by one instance at a time, and again on demand. */
@QuarkusTest
class WebhookProgressTest extends WithReceiver {
  private final Api omar = Api.as("omar.ortiz");

  WireTap wire;

  @Inject WebhookRepository repository;
  @Inject WebhookRun run;

  @Test
  void an_open_transaction_of_others_does_not_hold_back_a_webhook() throws SQLException {
    add("/ok/6");
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("select pg_current_xact_id()");
      var id = nina.files(aNeed());

      until(() -> receiver.ids("/ok/6").equals(List.of(id + ".1")));

      assertThat(
              omar.calls()
                  .queryParam("after", "start")
                  .queryParam("request", id)
                  .get("/api/v1/events")
                  .jsonPath()
                  .getList("items"))
          .isEmpty();
      connection.rollback();
    }
  }

  @Test
  void what_commits_late_is_sent_too_and_nothing_twice() throws SQLException {
    add("/ok/7");
    var early = nina.files(aNeed());
    until(() -> receiver.at("/ok/7").size() == 1);
    String late;
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection
          .createStatement()
          .execute(
              """
              update support_request set version = 2 where id = '%1$s';
              insert into request_event
                (request_id, seq, type, at, recorded_at, payload, salt)
              values ('%1$s', 2, 'warned', now(), now(),
                '{"clock": "acknowledge", "cycle": 1, "percent": 50}', null)
              """
                  .formatted(early));
      late = nina.files(aNeed());
      until(() -> receiver.at("/ok/7").size() == 2);
      connection.commit();
    }
    var last = nina.files(aNeed());

    until(() -> receiver.at("/ok/7").size() == 4);

    sleep(300);
    assertThat(receiver.ids("/ok/7"))
        .containsExactly(early + ".1", late + ".1", early + ".2", last + ".1");
  }

  @Test
  void an_idle_webhook_costs_no_write() {
    add("/ok/8");
    nina.files(aNeed());
    until(() -> receiver.at("/ok/8").size() == 1);
    sleep(500);

    assertThat(repository.claim(WebhookRun.LEASE, 1)).isEmpty();
  }

  @Test
  void more_events_than_a_batch_come_in_order() {
    add("/ok/9");
    var ids = new ArrayList<String>();
    for (var i = 0; i < 70; i++) {
      ids.add(nina.files(aNeed()) + ".1");
    }

    until(() -> receiver.at("/ok/9").size() >= 70);

    assertThat(receiver.ids("/ok/9")).containsExactlyElementsOf(ids);
  }

  @Test
  void messages_that_follow_each_other_share_a_connection() {
    add("/ok/shared");
    var filed = IntStream.range(0, 5).mapToObj(_ -> nina.files(aNeed()) + ".1").toList();
    var before = receiver.connections.get();

    until(() -> receiver.at("/ok/shared").size() == 5);

    assertThat(receiver.ids("/ok/shared")).containsExactlyElementsOf(filed);
    // One message may begin before the answer to the last one has ended.
    assertThat(receiver.connections.get() - before).isLessThanOrEqualTo(2);
  }

  /** Then they are equally far after their passes, wherever they began. */
  @Test
  void webhooks_that_are_claimed_together_read_up_to_the_same_snapshot() {
    List.of("/ok/16", "/ok/17").forEach(this::add);
    nina.files(aNeed());

    var snapshots =
        repository.claim(WebhookRun.LEASE, 2).stream().map(it -> it.progress().target()).toList();

    assertThat(snapshots).hasSize(2).doesNotContainNull();
    assertThat(Set.copyOf(snapshots)).hasSize(1);
  }

  /** Two statements read events: one finds those that are wanted, one how far to look. */
  @Test
  void webhooks_that_are_equally_far_read_the_events_once() {
    var paths = List.of("/ok/14", "/ok/15");
    paths.forEach(this::add);
    nina.files(aNeed());
    until(() -> paths.stream().allMatch(it -> receiver.at(it).size() == 1));
    sleep(300);
    var event = nina.files(aNeed()) + ".1";

    var reads =
        wire
            .during(() -> until(() -> paths.stream().allMatch(it -> receiver.at(it).size() == 2)))
            .statements()
            .stream()
            .filter(it -> it.contains("pg_visible_in_snapshot"))
            .toList();

    assertThat(reads).hasSize(2);
    assertThat(paths).allSatisfy(it -> assertThat(receiver.ids(it).getLast()).isEqualTo(event));
  }

  @Test
  void a_rewind_sends_again_with_the_same_ids() {
    var cursor = omar.calls().get("/api/v1/events?after=now").<String>path("cursor");
    var webhook = add("/ok/10");
    var id = nina.files(aNeed());
    omar.acknowledge(id);
    until(() -> receiver.at("/ok/10").size() == 2);
    sleep(300);

    conrad
        .sends(Map.of("after", cursor))
        .post(WEBHOOKS + "/" + webhook.getString("id") + "/rewind")
        .then()
        .statusCode(200);

    until(() -> receiver.at("/ok/10").size() == 4);
    assertThat(receiver.ids("/ok/10")).containsExactly(id + ".1", id + ".2", id + ".1", id + ".2");
  }

  @Test
  void one_event_is_sent_again_on_demand() {
    var webhook = add("/ok/11").getString("id");
    var event = nina.files(aNeed()) + ".1";
    until(() -> receiver.at("/ok/11").size() == 1);
    sleep(300);
    var address = WEBHOOKS + "/" + webhook + "/deliveries/";

    conrad.calls().post(address + event + "/redeliver").then().statusCode(204);

    until(() -> receiver.at("/ok/11").size() == 2);
    assertThat(receiver.ids("/ok/11")).containsExactly(event, event);
    for (var unknown : List.of(UUID.randomUUID() + ".1", event + "9", "x", event + ".1")) {
      conrad.calls().post(address + unknown + "/redeliver").then().statusCode(404);
    }
  }

  @Test
  void an_event_that_is_sent_again_has_the_request_as_it_is_now() throws IOException {
    var webhook = add("/ok/18").getString("id");
    var id = nina.files(aNeed());
    until(() -> receiver.at("/ok/18").size() == 1);
    omar.acknowledge(id);
    until(() -> receiver.at("/ok/18").size() == 2);
    sleep(300);

    conrad
        .calls()
        .post(WEBHOOKS + "/" + webhook + "/deliveries/" + id + ".1/redeliver")
        .then()
        .statusCode(204);
    until(() -> receiver.at("/ok/18").size() == 3);

    assertThat(receiver.ids("/ok/18")).containsExactly(id + ".1", id + ".2", id + ".1");
    var versions = new ArrayList<Integer>();
    for (var message : receiver.at("/ok/18")) {
      versions.add(
          new ObjectMapper().readTree(message.body()).at("/data/request/version").intValue());
    }
    assertThat(versions).containsExactly(1, 2, 2);
  }

  @Test
  void two_instances_never_send_for_one_webhook_at_the_same_time() {
    add("/ok/12");
    nina.files(aNeed());

    var first = repository.claim(WebhookRun.LEASE, 1).getFirst();

    assertThat(repository.claim(WebhookRun.LEASE, 1)).isEmpty();
    run.send(first, () -> false);
    assertThat(receiver.at("/ok/12")).hasSize(1);
  }

  /** As after it was frozen: another instance has leased the webhook meanwhile. */
  @Test
  void an_instance_whose_lease_has_ended_neither_sends_nor_saves() throws SQLException {
    add("/ok/13");
    nina.files(aNeed());
    var frozen = repository.claim(Duration.ofSeconds(1), 1).getFirst();
    sleep(1_100);
    var other = repository.claim(WebhookRun.LEASE, 1).getFirst();

    run.send(frozen, () -> false);

    assertThat(receiver.at("/ok/13")).isEmpty();
    assertThat(repository.find(other.id()).orElseThrow().leaseUntil()).isNotNull();
    run.send(other, () -> false);
    assertThat(receiver.at("/ok/13")).hasSize(1);
  }
}
