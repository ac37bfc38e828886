package care.andon.request;

import static care.andon.platform.sql.SqlParameters.orNull;

import care.andon.directory.Directory;
import care.andon.directory.oncall.Person;
import care.andon.history.History;
import care.andon.history.RecordedEvent;
import care.andon.kernel.TeamId;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.idempotency.IdempotencyKeys.Document;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.TeamLoadLock;
import care.andon.request.assignment.WorkDistribution;
import care.andon.request.escalation.EscalationTiers;
import care.andon.request.query.RequestView;
import care.andon.sla.Promises;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/**
 * Everything somebody holds, handed over in one act: all of it in one transaction, fifty at a time.
 */
@ApplicationScoped
public class Handovers {
  private static final int BATCH = 50;

  private static final String INSERT =
      """
      insert into handover (id, person_id, at, team_id, assignee_id, note, answer)
      values (?, ?, ?, ?, ?, ?, ?::jsonb)
      """;

  private final Requests requests;
  private final RequestRepository repository;
  private final TeamLoadLock loading;
  private final Assignments assignments;
  private final History history;
  private final IdempotencyKeys keys;
  private final Directory directory;
  private final Promises promises;
  private final EscalationTiers ladder;
  private final AssigneeShifts shifts;
  private final InstantSource time;
  private final ObjectMapper json;
  private final DataSource database;

  Handovers(
      Requests requests,
      RequestRepository repository,
      TeamLoadLock loading,
      Assignments assignments,
      History history,
      IdempotencyKeys keys,
      Directory directory,
      Promises promises,
      EscalationTiers ladder,
      AssigneeShifts shifts,
      InstantSource time,
      ObjectMapper json,
      DataSource database) {
    this.requests = requests;
    this.repository = repository;
    this.loading = loading;
    this.assignments = assignments;
    this.history = history;
    this.keys = keys;
    this.directory = directory;
    this.promises = promises;
    this.ladder = ladder;
    this.shifts = shifts;
    this.time = time;
    this.json = json;
    this.database = database;
  }

  /**
   * What an act made of all somebody held.
   *
   * @param replayed whether it was done before under the same key, and this is the answer of then
   */
  public record Outcome(HandoverView handover, boolean replayed) {}

  public Outcome handOver(
      Caller caller, RequestCommands.HandOver body, @Nullable IdempotencyKey key) {
    var by = requests.actor(caller).requirePerson();
    var attempt = keys.attempt(caller, key, "handover", body);
    var used = replay(attempt);
    if (used.isPresent()) {
      return used.get();
    }
    try {
      var act = new Act(by, whole(body, by), body.note(), time.instant());
      QuarkusTransaction.requiringNew().run(() -> handOver(act, attempt));
      requests.count(act.news);
      return new Outcome(act.answer(), false);
    } catch (RuntimeException failure) {
      if (IdempotencyKeys.isUsedAlready(failure)) {
        return replay(attempt).orElseThrow(() -> failure);
      }
      throw failure;
    }
  }

  private Assignments.@Nullable Addressee whole(RequestCommands.HandOver body, Person by) {
    if (body.team() == null && body.assignee() == null) {
      return null;
    }
    var whole = assignments.addressee(body.team(), body.assignee());
    if (by.id().equals(whole.person())) {
      throw Problem.invalid("/assignee", "yourself", "Send somebody else, or nobody");
    }
    return whole;
  }

  /** One handover in the making. */
  private static final class Act {
    final UUID id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
    final Person by;
    final Assignments.@Nullable Addressee whole;
    final String note;
    final Instant now;
    final List<RecordedEvent> news = new ArrayList<>();
    final List<HandoverView.HandedOn> handedOver = new ArrayList<>();
    final List<HandoverView.Kept> kept = new ArrayList<>();

    Act(Person by, Assignments.@Nullable Addressee whole, String note, Instant now) {
      this.by = by;
      this.whole = whole;
      this.note = note;
      this.now = now;
    }

    HandoverView answer() {
      return new HandoverView(id, now, List.copyOf(handedOver), List.copyOf(kept));
    }
  }

  private void handOver(Act act, IdempotencyKeys.@Nullable Attempt attempt) {
    var held = repository.lockHeldBy(act.by.id());
    var ids = held.stream().map(RequestRepository.InHand::id).toList();
    var shares = loading.shares(teams(act, held));
    for (var from = 0; from < ids.size(); from += BATCH) {
      var some = repository.find(ids.subList(from, Math.min(from + BATCH, ids.size())));
      var entries = new ArrayList<History.Entry>();
      for (var request : some) {
        handOver(request, act, shares);
        var news = request.drainEvents();
        act.news.addAll(news);
        entries.addAll(History.Entry.of(news, request.dueBefore()));
        repository.persistWhatBegan(request);
      }
      var batch = new SqlBatch();
      history.append(batch, entries);
      repository.flush();
      repository.send(batch);
      repository.forget();
    }
    var batch = new SqlBatch();
    loading.hadTurns(batch, shares);
    insert(batch, act);
    keys.remember(batch, attempt, 200, new Document("handover", act.id.toString(), 1, 1));
    repository.send(batch);
  }

  /** Wherever something may go, from a shift that has ended or by the act. */
  private static List<TeamId> teams(Act act, List<RequestRepository.InHand> held) {
    var whole = act.whole == null ? null : act.whole.team();
    return Stream.concat(held.stream().flatMap(it -> it.team().stream()), Stream.ofNullable(whole))
        .toList();
  }

  private void handOver(SupportRequest request, Act act, WorkDistribution shares) {
    // An act that waited for another did not happen before it.
    var now = act.now.isAfter(request.updatedAt()) ? act.now : request.updatedAt();
    var moment = new ActContext(now, promises, ladder, shifts, shares);
    new CatchUp(request, moment).toNow();
    if (!request.isHeldBy(act.by.id())) {
      // Their shift has ended, and it went on by itself.
      return;
    }
    assignments
        .handOver(request, act.by, act.whole, act.note, moment, request.heldUntil())
        .ifPresentOrElse(
            handedOver -> {
              new RequestActs(request, moment).handOver(handedOver, act.by.id());
              act.handedOver.add(handedOn(request));
            },
            () -> act.kept.add(kept(request, act)));
  }

  private HandoverView.HandedOn handedOn(SupportRequest request) {
    var names = new RequestView.Names(directory);
    var to = request.assignee();
    if (to == null) {
      throw new IllegalStateException("What was handed over is somebody's");
    }
    return new HandoverView.HandedOn(
        request.id().value(),
        request.reference().toString(),
        names.team(request),
        names.person(to));
  }

  private HandoverView.Kept kept(SupportRequest request, Act act) {
    return new HandoverView.Kept(
        request.id().value(),
        request.reference().toString(),
        ProblemType.NOBODY_REACHABLE.code(),
        assignments.reachable(act.now).couldTake(request.filed().facility(), act.by.id()));
  }

  private void insert(SqlBatch batch, Act act) {
    var team = act.whole == null ? null : act.whole.team();
    var person = act.whole == null ? null : act.whole.person();
    batch.add(
        INSERT,
        act.id,
        act.by.id().value(),
        act.now,
        orNull("uuid", team == null ? null : team.value()),
        orNull("uuid", person == null ? null : person.value()),
        act.note,
        write(act.answer()));
  }

  /** The answer of then; empty for a new key, and without one. */
  private Optional<Outcome> replay(IdempotencyKeys.@Nullable Attempt attempt) {
    return attempt == null
        ? Optional.empty()
        : keys.findDocument(attempt)
            .map(used -> new Outcome(find(UUID.fromString(used.code())), true));
  }

  private HandoverView find(UUID id) {
    return new SqlQuery()
        .add("select answer from handover where id = ?", id)
        .rows(database, row -> read(row.getString("answer")))
        .getFirst();
  }

  private String write(HandoverView answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private HandoverView read(String answer) {
    try {
      return json.readValue(answer, HandoverView.class);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("A handover cannot be read", unreadable);
    }
  }
}
