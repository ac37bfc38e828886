package care.andon.feed;

import static care.andon.support.Given.aNeed;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.feed.EventStream.Bye;
import care.andon.feed.EventStream.Heartbeat;
import care.andon.feed.EventStream.Reason;
import care.andon.kernel.Role;
import care.andon.platform.identity.Caller;
import care.andon.platform.sql.DatabaseWatch;
import care.andon.platform.time.Time;
import care.andon.support.Api;
import care.andon.support.AtOnce;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed as a stream. */
@QuarkusTest
class EventStreamTest {
  private final Api nina = Api.as("nina.patel");
  private final Api marcus = Api.as("marcus.bell");
  private final Api omar = Api.as("omar.ortiz");
  private final Api edith = Api.as("edith.lowe");

  @Inject EventFeed feed;
  @Inject FeedRepository repository;
  @Inject DatabaseWatch watch;
  @Inject Time time;
  @Inject MeterRegistry meters;

  @Test
  void a_stream_has_the_events_of_the_feed_in_its_order() throws IOException, InterruptedException {
    var reader = Feed.fromNow(omar);
    try (var stream = Stream.after(omar, reader.cursor())) {
      assertThat(stream.response().headers().firstValue("X-Accel-Buffering")).hasValue("no");
      assertThat(stream.next().id()).isEqualTo(reader.cursor());
      for (var i = 0; i < 5; i++) {
        omar.acknowledge(nina.files(aNeed()));
      }

      var events = stream.events(10);

      assertThat(events.stream().map(it -> JsonPath.from(it.data()).getString("id")))
          .containsExactlyElementsOf(reader.ids());
      assertThat(events.stream().map(Stream.Message::event).distinct())
          .containsExactly("opened", "acknowledged");
    }
  }

  @Test
  void a_stream_continues_after_the_last_event_that_was_received()
      throws IOException, InterruptedException {
    Stream.Message first;
    var id = nina.files(aNeed());
    var from = Feed.fromNow(omar).cursor();
    try (var stream = Stream.after(omar, from)) {
      omar.acknowledge(id);
      first = stream.events(1).getFirst();
    }
    omar.resolve(id);

    try (var stream = Stream.again(omar, first.id())) {
      assertThat(JsonPath.from(stream.events(1).getFirst().data()).getString("id"))
          .isEqualTo(id + ".3");
    }
  }

  @Test
  void a_stream_without_events_shows_that_it_is_alive_and_holds_nothing()
      throws IOException, InterruptedException {
    try (var stream = Stream.after(edith, Feed.fromNow(edith).cursor())) {
      for (var i = 0; i < 4; i++) {
        assertThat(stream.next()).matches(it -> it.event().isEmpty() && !it.comment().isEmpty());
      }
      assertThat(meters.get("andon.calls.running").gauge().value()).isZero();
      assertThat(meters.get("andon.events.open").gauge().value()).isPositive();
    }
  }

  @Test
  void a_stream_shows_only_what_its_reader_may_see() throws IOException, InterruptedException {
    try (var stream = Stream.after(marcus, Feed.fromNow(marcus).cursor())) {
      nina.files(aNeed().with("visibility", "confidential"));
      var named = nina.files(aNeed());

      assertThat(JsonPath.from(stream.events(1).getFirst().data()).getString("id"))
          .isEqualTo(named + ".1");
    }
  }

  @Test
  void the_streams_of_one_person_are_limited() throws IOException, InterruptedException {
    var cursor = Feed.fromNow(omar).cursor();
    var open = new ArrayList<Stream>();
    try {
      for (var i = 0; i < 5; i++) {
        open.add(Stream.after(omar, cursor));
      }
      try (var refused = Stream.after(omar, cursor)) {
        assertThat(refused.response().statusCode()).isEqualTo(429);
        assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
      }
    } finally {
      open.forEach(Stream::close);
    }
    assertThat(open.stream().map(it -> it.response().statusCode())).containsOnly(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"after=now&wait=5", "after=now&limit=5", "after=x", "limit=5", "mine=true"})
  void a_stream_with_wrong_parameters_is_refused(String query)
      throws IOException, InterruptedException {
    try (var refused = Stream.of(omar, query)) {
      assertThat(refused.response().statusCode()).isEqualTo(400);
      assertThat(refused.response().headers().firstValue("Content-Type"))
          .hasValueSatisfying(it -> assertThat(it).startsWith("application/problem+json"));
    }
  }

  @Test
  void a_stream_ends_when_the_token_expires() {
    var tail = tail();

    var parts =
        new EventStream(tail, time, Duration.ofMillis(400))
            .after(feed.place("now"), this::read, time.now().plusSeconds(1))
            .collect()
            .asList()
            .await()
            .atMost(Duration.ofSeconds(10));

    assertThat(parts).hasSizeBetween(3, 5);
    assertThat(parts.getFirst()).isInstanceOf(Heartbeat.class);
    assertThat(parts.getLast()).isEqualTo(new Bye(Reason.TOKEN_EXPIRED));
  }

  @Test
  void a_stream_ends_when_its_instance_goes_down() {
    var tail = tail();

    var last =
        new EventStream(tail, time, Duration.ofMillis(200))
            .after(feed.place("now"), this::read, time.now().plusSeconds(60))
            .onItem()
            .invoke(() -> tail.goDown(new ShutdownDelayInitiatedEvent()))
            .collect()
            .last()
            .await()
            .atMost(Duration.ofSeconds(10));

    assertThat(last).isEqualTo(new Bye(Reason.GOING_DOWN));
  }

  @Test
  void a_stream_ends_when_reading_fails() {
    var last =
        new EventStream(tail(), time, Duration.ofMillis(200))
            .after(
                feed.place("now"),
                _ -> {
                  throw new IllegalStateException("The database does not answer");
                },
                time.now().plusSeconds(60))
            .collect()
            .last()
            .await()
            .atMost(Duration.ofSeconds(10));

    assertThat(last).isEqualTo(new Bye(Reason.UNAVAILABLE));
  }

  private EventFeed.Found read(FeedPosition place) {
    return feed.read(
        new Caller("edith.lowe", Set.of(Role.AUDITOR), null),
        new EventFilter(Set.of(), null, null, null, Set.of(), Set.of(), null, false),
        place,
        200);
  }

  private FeedTail tail() {
    var tail = new FeedTail(feed, repository, watch, Duration.ofMillis(100));
    tail.start(new StartupEvent());
    return tail;
  }

  // --- Lists that can be followed

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/requests?team=supply-chain",
        "/api/v1/me/worklist",
        "/api/v1/teams/supply-chain/worklist",
        "/api/v1/units/4W/board",
        "/api/v1/units/4W/handover"
      })
  void what_is_not_in_a_list_comes_after_its_cursor(String list) {
    watch.look();
    var before = nina.files(aNeed());
    omar.does("take", before);
    var answer = omar.calls().get(list);
    var after = nina.files(aNeed());

    var followed = Feed.after(omar, answer.header("Andon-Events-After")).ids("types", "opened");

    assertThat(answer.asString()).contains(before).doesNotContain(after);
    assertThat(followed).contains(after + ".1");
    assertThat(followed.size()).isLessThan(5);
  }

  @Test
  void the_list_of_ones_own_requests_can_be_followed() {
    watch.look();
    var answer = nina.calls().get("/api/v1/me/requests");
    var after = nina.files(aNeed());

    assertThat(Feed.after(nina, answer.header("Andon-Events-After")).ids("mine", true))
        .containsExactly(after + ".1");
  }

  /** Each request is in the list or in the feed after it, whenever the list is read. */
  @Test
  void a_list_and_the_feed_after_it_miss_nothing_beside_writers() {
    var calls = new ArrayList<Callable<List<String>>>();
    for (var i = 0; i < 4; i++) {
      calls.add(
          () -> {
            var filed = new ArrayList<String>();
            for (var n = 0; n < 10; n++) {
              filed.add(nina.files(aNeed()));
            }
            return filed;
          });
    }
    var lists = new ArrayList<Map<String, List<String>>>();
    calls.add(
        () -> {
          for (var n = 0; n < 10; n++) {
            watch.look();
            var answer = omar.calls().get("/api/v1/requests?limit=200&sort=-askedAt");
            lists.add(
                Map.of(answer.header("Andon-Events-After"), answer.jsonPath().getList("items.id")));
          }
          return List.of();
        });

    var filed = AtOnce.call(calls).stream().flatMap(List::stream).toList();

    for (var list : lists) {
      list.forEach(
          (cursor, ids) -> {
            var known = new ArrayList<>(ids);
            Feed.after(omar, cursor).ids("types", "opened").stream()
                .map(id -> id.replace(".1", ""))
                .forEach(known::add);
            assertThat(known).containsAll(filed);
          });
    }
  }
}
