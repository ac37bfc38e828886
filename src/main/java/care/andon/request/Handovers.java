package care.andon.request;

import static care.andon.platform.sql.SqlParameters.orNull;

import care.andon.directory.Directory;
import care.andon.directory.Named;
import care.andon.directory.PersonName;
import care.andon.directory.oncall.Person;
import care.andon.history.RecordedEvent;
import care.andon.kernel.TeamId;
import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.idempotency.IdempotencyKeys.Document;
import care.andon.platform.idempotency.IdempotentExecution;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.text.MaxLength;
import care.andon.platform.text.VisibleText;
import care.andon.request.assignment.HandoverReport;
import care.andon.request.assignment.TeamLoadLock;
import care.andon.request.assignment.WorkDistribution;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** Hands over all open requests of a person in one transaction, in batches of fifty. */
@ApplicationScoped
public class Handovers {
  private static final int BATCH = 50;

  private static final String INSERT =
      """
      insert into handover (id, person_id, at, team_id, assignee_id, answer)
      values (?, ?, ?, ?, ?, ?::jsonb)
      """;

  private final Requests requests;
  private final RequestRepository repository;
  private final RequestRecorder recorder;
  private final ActContexts contexts;
  private final TeamLoadLock loading;
  private final Assignments assignments;
  private final IdempotencyKeys keys;
  private final IdempotentExecution once;
  private final Directory directory;
  private final InstantSource time;
  private final ObjectMapper json;
  private final DataSource database;

  Handovers(
      Requests requests,
      RequestRepository repository,
      RequestRecorder recorder,
      ActContexts contexts,
      TeamLoadLock loading,
      Assignments assignments,
      IdempotencyKeys keys,
      IdempotentExecution once,
      Directory directory,
      InstantSource time,
      ObjectMapper json,
      DataSource database) {
    this.requests = requests;
    this.repository = repository;
    this.recorder = recorder;
    this.contexts = contexts;
    this.loading = loading;
    this.assignments = assignments;
    this.keys = keys;
    this.once = once;
    this.directory = directory;
    this.time = time;
    this.json = json;
    this.database = database;
  }

  /** The command for a handover. */
  @Schema(name = "HandoverOrder", description = "How to hand over all your open requests.")
  public record Order(
      @MaxLength(RequestCommand.NAME)
          @Schema(
              description =
                  "Id or code of the team that gets the requests. Without it: each request's"
                      + " own team")
          @Nullable String team,
      @MaxLength(RequestCommand.NAME)
          @Schema(
              description =
                  "Id or username of the new assignee, who may be off call. Without it: another"
                      + " person on call now",
              examples = "luis.romero")
          @Nullable String assignee,
      @NotBlank(message = RequestCommand.NOT_EMPTY)
          @VisibleText
          @MaxLength(RequestCommand.WORDS)
          @Schema(
              description = "For the department only; the caregiver does not see it",
              examples = "The van comes at 21:00; the key is at the desk")
          String note) {}

  /**
   * The result of a handover.
   *
   * @param replayed whether this is the stored answer of an earlier call with the same key
   */
  public record Outcome(HandoverReport handover, boolean replayed) {}

  public Outcome handOver(Caller caller, Order body, @Nullable IdempotencyKey key) {
    var by = requests.actor(caller).requirePerson();
    var attempt = keys.attempt(caller, key, "handover", body);
    return once.once(
        attempt,
        Document.class,
        () -> {
          var act = new Act(by, whole(body, by), body.note(), time.instant());
          QuarkusTransaction.requiringNew().run(() -> handOver(act, attempt));
          recorder.count(act.news);
          return new Outcome(act.answer(), false);
        },
        used -> new Outcome(find(UUID.fromString(used.code())), true));
  }

  private Assignments.@Nullable Addressee whole(Order body, Person by) {
    if (body.team() == null && body.assignee() == null) {
      return null;
    }
    var whole = assignments.addressee(body.team(), body.assignee());
    if (by.id().equals(whole.person())) {
      throw Problem.invalid("/assignee", "yourself", "Send somebody else, or nobody");
    }
    return whole;
  }

  /** A handover while it is done. */
  private static final class Act {
    final UUID id = UuidVersion7Strategy.INSTANCE.generateUuid(null);
    final Person by;
    final Assignments.@Nullable Addressee whole;
    final String note;
    final Instant now;
    final List<RecordedEvent> news = new ArrayList<>();
    final List<HandoverReport.HandedOn> handedOver = new ArrayList<>();
    final List<HandoverReport.Kept> kept = new ArrayList<>();

    Act(Person by, Assignments.@Nullable Addressee whole, String note, Instant now) {
      this.by = by;
      this.whole = whole;
      this.note = note;
      this.now = now;
    }

    HandoverReport answer() {
      return new HandoverReport(id, now, List.copyOf(handedOver), List.copyOf(kept));
    }
  }

  private void handOver(Act act, IdempotencyKeys.@Nullable Attempt attempt) {
    var held = repository.lockHeldBy(act.by.id());
    var ids = held.stream().map(RequestRepository.InHand::id).toList();
    var shares = loading.shares(teams(act, held));
    for (var from = 0; from < ids.size(); from += BATCH) {
      var some = repository.find(ids.subList(from, Math.min(from + BATCH, ids.size())));
      some.forEach(request -> handOver(request, act, shares));
      // The turns are written once, when all of them are known.
      act.news.addAll(recorder.save(some, batch -> {}));
      repository.forget();
    }
    recorder.save(
        List.of(),
        batch -> {
          loading.hadTurns(batch, shares);
          insert(batch, act);
          keys.remember(batch, attempt, 200, new Document("handover", act.id.toString(), 1, 1));
        });
  }

  /** Returns the teams that may get requests, by the handover or because a shift has ended. */
  private static List<TeamId> teams(Act act, List<RequestRepository.InHand> held) {
    var whole = act.whole == null ? null : act.whole.team();
    return Stream.concat(held.stream().flatMap(it -> it.team().stream()), Stream.ofNullable(whole))
        .toList();
  }

  private void handOver(SupportRequest request, Act act, WorkDistribution shares) {
    // An act that waited for another did not happen before it.
    var now = act.now.isAfter(request.updatedAt()) ? act.now : request.updatedAt();
    var moment = contexts.at(now, shares);
    new CatchUp(request, moment).toNow();
    if (!request.isHeldBy(act.by.id())) {
      // The shift had ended, and catching up reassigned the request.
      return;
    }
    assignments
        .handOver(request, act.by, act.whole, act.note, moment, request.heldUntil())
        .ifPresentOrElse(
            handedOver -> {
              new RequestActs(request, moment).handOver(handedOver, act.by.id());
              act.handedOver.add(handedOn(request));
            },
            () -> {
              new RequestActs(request, moment).keep();
              act.kept.add(kept(request, act));
            });
  }

  private HandoverReport.HandedOn handedOn(SupportRequest request) {
    var to = request.assignee();
    if (to == null) {
      throw new IllegalStateException("A request that was handed over has no assignee");
    }
    return new HandoverReport.HandedOn(
        request.id().value(),
        request.reference().toString(),
        Optional.ofNullable(request.team()).flatMap(directory::team).map(Named::of).orElse(null),
        PersonName.of(to, directory),
        request.responsible().warning().orElse(null));
  }

  private HandoverReport.Kept kept(SupportRequest request, Act act) {
    return new HandoverReport.Kept(
        request.id().value(),
        request.reference().toString(),
        ProblemType.NOBODY_REACHABLE.code(),
        assignments.reachable(act.now).couldTake(request.filed().facility(), act.by.id()),
        request.responsible().warning().orElse(null));
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
        write(act.answer()));
  }

  private HandoverReport find(UUID id) {
    return new SqlQuery()
        .add("select answer from handover where id = ?", id)
        .rows(database, row -> read(row.getString("answer")))
        .getFirst();
  }

  private String write(HandoverReport answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private HandoverReport read(String answer) {
    try {
      return json.readValue(answer, HandoverReport.class);
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("A handover cannot be read", unreadable);
    }
  }
}
