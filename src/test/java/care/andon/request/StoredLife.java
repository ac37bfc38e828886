package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.history.History;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.clock.EscalationDeadlines;
import care.andon.request.escalation.EscalationTiers;
import care.andon.request.escalation.RequestEscalation;
import care.andon.sla.Promises;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Compares a stored request with what its history says. */
@ApplicationScoped
public class StoredLife {
  @Inject RequestRepository repository;
  @Inject History history;
  @Inject Promises promises;
  @Inject EscalationTiers ladder;
  @Inject AssigneeShifts shifts;
  @Inject InstantSource time;
  @Inject DataSource database;

  public void assertAsHistorySays(RequestId id, String description) {
    QuarkusTransaction.begin();
    try {
      var stored = repository.find(id).orElseThrow();
      var replayed = RequestReplay.of(history.upTo(id, Integer.MAX_VALUE), promises, shifts);
      // Looked up by the database here, and followed event by event there.
      assertThat(stored.latestWords())
          .as("%s, %s", description, stored.reference())
          .isEqualTo(replayed.latestWords());
      assertThat(stored.latestCalls()).isEqualTo(replayed.latestCalls());
      assertThat(calls(id))
          .as("on whose worklist by its escalations, %s, %s", description, stored.reference())
          .isEqualTo(concerned(replayed));
      var now = new ActContext(time.instant(), promises, ladder, shifts);
      new CatchUp(stored, now).toNow();
      new CatchUp(replayed, now).toNow();
      assertThat(State.of(replayed, promises))
          .as("%s, %s", description, stored.reference())
          .isEqualTo(State.of(stored, promises));
    } finally {
      QuarkusTransaction.rollback();
    }
  }

  private Set<UUID> calls(RequestId id) {
    return Set.copyOf(
        new SqlQuery()
            .add("select person_id from request_call where request_id = ?", id.value())
            .rows(database, row -> row.getObject(1, UUID.class)));
  }

  /** The people whom open escalations call, and those who took one and owe the caregiver a word. */
  private Set<UUID> concerned(SupportRequest request) {
    var escalations = request.ladder();
    var called =
        escalations.inOrder().stream()
            .filter(RequestEscalation::isOpen)
            .flatMap(it -> it.people().stream());
    var owing =
        new EscalationDeadlines(escalations, request.clocks(), request.progress(), promises)
            .quiet()
            .map(it -> Objects.requireNonNull(it.escalation().takenBy()));
    return Stream.concat(called, owing).map(PersonId::value).collect(Collectors.toSet());
  }
}
