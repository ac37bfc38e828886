package care.andon.demo.year;

import care.andon.demo.DemoClock;
import care.andon.demo.year.Life.Step;
import care.andon.directory.Directory;
import care.andon.kernel.PersonId;
import care.andon.kernel.Role;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.Deadlines;
import care.andon.request.RequestCommand;
import care.andon.request.RequestCommand.Comment;
import care.andon.request.RequestCommand.TakeEscalation;
import care.andon.request.Requests;
import care.andon.request.SupportRequest;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Does what lives say, in the order of time, with the use cases that the API calls and at the
 * instants of the lives. In between, it records what fell due, as the heartbeat would.
 */
@ApplicationScoped
@IfBuildProfile(anyOf = {"dev", "test"})
class LifePlayer {
  private static final Duration BETWEEN_BEATS = Duration.ofMinutes(20);
  private static final int BATCH = 500;
  private static final Requests.Terms TERMS = new Requests.Terms(null, null);

  /** Most of the time nothing has to be done, and looking is cheaper than a beat. */
  private static final String ANYTHING =
      """
      select exists (select from support_request where next_tick_at <= ?)
        or exists (select from request_escalation where state = 'open')
      """;

  private static final String CALLS =
      """
      select request_id, number, people[1] as person
      from request_escalation
      where state = 'open'
      order by at, request_id, number
      """;

  private final Requests requests;
  private final Deadlines deadlines;
  private final Directory directory;
  private final DemoClock clock;
  private final DataSource database;

  LifePlayer(
      Requests requests,
      Deadlines deadlines,
      Directory directory,
      DemoClock clock,
      DataSource database) {
    this.requests = requests;
    this.deadlines = deadlines;
    this.directory = directory;
    this.clock = clock;
    this.database = database;
  }

  /** A life and the instant at which it begins. */
  record Planned(Life life, Instant filedAt) {}

  /** The request of a life, as the last act left it. */
  private static final class Played {
    private final Planned planned;
    private @Nullable SupportRequest request;
    private int done;

    Played(Planned planned) {
      this.planned = planned;
    }

    Instant next() {
      return request == null
          ? planned.filedAt()
          : planned.filedAt().plus(planned.life().steps().get(done).after());
    }

    boolean isDone() {
      return request != null && done == planned.life().steps().size();
    }
  }

  /**
   * Plays lives.
   *
   * @param until what happens later is left out, so the request is as it would be then
   * @return the ids of the requests that were filed
   */
  Map<Planned, UUID> play(List<Planned> lives, Instant until) {
    var queue = new PriorityQueue<>(Comparator.comparing(Played::next));
    lives.stream().map(Played::new).forEach(queue::add);
    var filed = new LinkedHashMap<Planned, UUID>();
    var ids = new HashMap<UUID, Life>();
    var beat = lives.stream().map(Planned::filedAt).min(Comparator.naturalOrder()).orElse(until);
    while (!queue.isEmpty() && !queue.element().next().isAfter(until)) {
      var life = queue.remove();
      if (beat.plus(BETWEEN_BEATS).isBefore(life.next())) {
        beat = life.next().minusMillis(1);
        beat(beat, ids);
      }
      clock.during(life.next(), () -> go(life));
      if (life.request != null) {
        filed.put(life.planned, life.request.id().value());
        ids.put(life.request.id().value(), life.planned.life());
        if (!life.isDone()) {
          queue.add(life);
        }
      }
    }
    beat(until, ids);
    return filed;
  }

  private void beat(Instant at, Map<UUID, Life> filed) {
    if (new SqlQuery().add(ANYTHING, at).rows(database, row -> row.getBoolean(1)).contains(false)) {
      return;
    }
    clock.during(
        at,
        () -> {
          var tick = deadlines.advanceDue(BATCH);
          while (tick.looked() == BATCH && tick.moved() > 0) {
            tick = deadlines.advanceDue(BATCH);
          }
          new SqlQuery()
              .add(CALLS).rows(database, Call::of).stream()
                  .filter(call -> call.isAnswered(filed.get(call.request())))
                  .forEach(this::answer);
        });
  }

  /** An escalation that waits for an answer, and the first person whom it called. */
  private record Call(UUID request, int number, PersonId person) {
    static Call of(ResultSet row) throws SQLException {
      return new Call(
          row.getObject("request_id", UUID.class),
          row.getInt("number"),
          new PersonId(row.getObject("person", UUID.class)));
    }

    /** Three of four are, if there is time until the next tier is called. */
    boolean isAnswered(@Nullable Life life) {
      return life != null && (life.number() + number) % 4 != 0;
    }
  }

  private void answer(Call call) {
    var command = new TakeEscalation(Integer.toString(call.number()), Comment.NONE);
    try {
      administrator(call.person())
          .ifPresent(by -> requests.act(by, call.request().toString(), command, TERMS));
    } catch (Problem over) {
      // The answer to another escalation of the same request ended this one.
    }
  }

  private void go(Played life) {
    var of = life.planned.life();
    if (life.request == null) {
      var caregiver = new Caller(of.asker(), Set.of(Role.CAREGIVER), of.need().unit());
      life.request = requests.open(caregiver, of.need(), null).request();
      return;
    }
    var step = of.steps().get(life.done++);
    try {
      act(of, life.request, step).ifPresent(request -> life.request = request);
    } catch (Problem refused) {
      // Such as a word about a request that has been withdrawn. People are refused like this, too.
    }
  }

  private Optional<SupportRequest> act(Life life, SupportRequest request, Step step) {
    var command = step.command().apply(clock.instant());
    return switch (step.by()) {
      case ASKER ->
          Optional.of(
              act(
                  new Caller(life.asker(), Set.of(Role.CAREGIVER), life.need().unit()),
                  request,
                  command));
      case ASSIGNEE ->
          Optional.ofNullable(request.assignee())
              .flatMap(this::administrator)
              .map(by -> act(by, request, command));
    };
  }

  private SupportRequest act(Caller by, SupportRequest request, RequestCommand command) {
    return requests.act(by, request.id().toString(), command, TERMS).request();
  }

  private Optional<Caller> administrator(PersonId id) {
    return directory
        .person(id)
        .map(
            person ->
                new Caller(person.username(), Set.of(Role.ADMINISTRATOR, Role.MANAGER), null));
  }
}
