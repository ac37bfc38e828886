package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Directory;
import care.andon.history.EventWords;
import care.andon.history.History;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.RedactionKind;
import care.andon.history.RequestEvent.ReopenWhy;
import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.kernel.RequestId;
import care.andon.kernel.Role;
import care.andon.kernel.Visibility;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.SqlQuery;
import care.andon.support.OnCallRows;
import care.andon.support.TimeMachine;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the database holds of a request is what its history says, through the real thing. */
@QuarkusTest
class StoredLivesTest {
  private static final int LIVES = 40;
  private static final int ACTS = 12;

  /**
   * Whom open escalations call, beside the table that worklists read. It also has people who took
   * an escalation; {@link StoredLife} says whom exactly.
   */
  private static final String WRONG_CALLS =
      """
      with concerned as (
        select distinct person, impact_rank(impact), asked_again, due_order, id, state = 'open' as is_open
        from support_request
        join request_escalation on request_id = id
        cross join unnest(case state when 'open' then people when 'taken' then array[taken_by] end)
          as person
      ), stored as (
        select person_id, impact_rank, asked_again, due_order, request_id from request_call
      )
      (select person, impact_rank, asked_again, due_order, id from concerned where is_open
        except select * from stored)
      union all
      (select * from stored
        except select person, impact_rank, asked_again, due_order, id from concerned)
      """;

  private static final Requests.Terms PLAIN = new Requests.Terms(null, null);

  private final Caller nina = new Caller("nina.patel", Set.of(Role.CAREGIVER), "4W");
  private final Caller omar = new Caller("omar.ortiz", Set.of(Role.ADMINISTRATOR), null);

  private final Caller luis = new Caller("luis.romero", Set.of(Role.ADMINISTRATOR), null);

  private final Caller petra = new Caller("petra.voss", Set.of(Role.PRIVACY_OFFICER), null);

  @Inject Requests requests;
  @Inject Handovers handovers;
  @Inject StoredLife stored;
  @Inject History history;
  @Inject TimeMachine time;
  @Inject DataSource database;
  @Inject Directory directory;

  @Test
  void replaying_the_stored_history_gives_the_stored_state_and_every_clock() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var ids = new ArrayList<RequestId>();
    for (int i = 0; i < LIVES; i++) {
      ids.add(file(random));
    }
    for (int i = 0; i < ACTS; i++) {
      ids.forEach(id -> tries(random, id));
      pass(random);
      assertThat(wrongCalls()).as("calls, seed %d", seed).doesNotContainAnyElementsOf(ids);
    }

    assertThat(ids).as("seed %d", seed).anyMatch(id -> has(RequestEvent.Redacted.class, id));
    for (var id : ids) {
      stored.assertAsHistorySays(id, "seed " + seed);
    }
  }

  private boolean has(Class<? extends RequestEvent> type, RequestId id) {
    return history.upTo(id, Integer.MAX_VALUE).stream().anyMatch(it -> type.isInstance(it.event()));
  }

  @Test
  void lives_that_begin_while_nobody_is_there_are_what_their_histories_say_too() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    var ids = new ArrayList<RequestId>();
    try (var onCall = OnCallRows.takenAway(database, directory)) {
      for (int i = 0; i < LIVES; i++) {
        ids.add(file(random));
      }
      onCall.add(4, "grace.kim");
      ids.add(file(random));
      ids.add(file(random));
      ids.subList(0, LIVES / 2).forEach(id -> tries(random, id));
      pass(random);
    }
    time.beat();
    ids.forEach(id -> tries(random, id));
    pass(random);

    assertThat(wrongCalls()).as("calls, seed %d", seed).doesNotContainAnyElementsOf(ids);
    assertThat(ids).anySatisfy(id -> assertThat(has(RequestEvent.RoutedAgain.class, id)).isTrue());
    for (var id : ids) {
      stored.assertAsHistorySays(id, "seed " + seed);
    }
  }

  /** Of all requests: also of those that other classes left. */
  private List<RequestId> wrongCalls() {
    return new SqlQuery()
        .add(WRONG_CALLS)
        .rows(database, row -> new RequestId(row.getObject("id", UUID.class)));
  }

  private RequestId file(Random random) {
    var body =
        new OpenRequest(
            pick(random, Impact.values()),
            pick(random, Category.values()),
            "A need",
            null,
            null,
            null,
            null,
            null,
            Visibility.NAMED,
            null);
    return requests.open(nina, body, null).request().id();
  }

  private void tries(Random random, RequestId request) {
    var id = request.value().toString();
    var words = "Words " + random.nextInt(2);
    var impact = pick(random, Impact.values());
    try {
      switch (random.nextInt(15)) {
        case 0 -> act(omar, id, new RequestCommand.Acknowledge(null, words));
        case 1 -> act(omar, id, new RequestCommand.Assign("clinical-it", null, words));
        case 2 -> act(omar, id, new RequestCommand.Message(words, null));
        case 3, 4 -> act(omar, id, new RequestCommand.Ask(words));
        case 5 -> act(nina, id, new RequestCommand.Answer(new RequestCommand.Statement(words)));
        case 6 -> act(nina, id, new RequestCommand.ChangeImpact(impact, null));
        case 7 -> act(omar, id, new RequestCommand.Assess(impact, words));
        case 8 -> act(omar, id, new RequestCommand.Resolve(new RequestCommand.Statement(words)));
        case 10 ->
            act(
                pick(random, omar, luis),
                id,
                new RequestCommand.Take(new RequestCommand.Comment(words)));
        case 11 -> act(omar, id, new RequestCommand.GiveBack(new RequestCommand.Reason(words)));
        case 12 ->
            handovers.handOver(
                pick(random, omar, luis), new Handovers.Order(null, null, words), null);
        case 13 -> redactsSomething(random, request);
        case 9 ->
            act(
                nina,
                id,
                new RequestCommand.Reopen(new RequestCommand.Reopening(words, why(random))));
        default -> act(nina, id, new RequestCommand.Confirm(RequestCommand.Comment.NONE));
      }
    } catch (Problem refused) {
      // The state did not allow it: nothing is stored, and life goes on.
    }
  }

  private void redactsSomething(Random random, RequestId id) {
    var events = history.upTo(id, Integer.MAX_VALUE);
    var event = events.get(random.nextInt(events.size()));
    EventWords.of(event.event()).keySet().stream()
        .findAny()
        .ifPresent(
            path ->
                act(
                    petra,
                    id.value().toString(),
                    new RequestCommand.Redact(event.seq(), path, RedactionKind.OTHER)));
  }

  private static @Nullable ReopenWhy why(Random random) {
    return random.nextBoolean() ? null : pick(random, ReopenWhy.values());
  }

  private void act(Caller caller, String id, RequestCommand command) {
    requests.act(caller, id, command, PLAIN);
  }

  private void pass(Random random) {
    var lengths =
        List.of(
            Duration.ofMinutes(3),
            Duration.ofMinutes(40),
            Duration.ofHours(5),
            Duration.ofHours(25));
    var length = lengths.get(random.nextInt(lengths.size()));
    if (random.nextBoolean()) {
      time.pass(length);
    } else {
      time.sleep(length);
    }
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
