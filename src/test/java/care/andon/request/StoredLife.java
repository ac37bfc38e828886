package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.history.History;
import care.andon.kernel.RequestId;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.escalation.EscalationTiers;
import care.andon.sla.Promises;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Compares a stored request with what its history says. */
@ApplicationScoped
public class StoredLife {
  @Inject RequestRepository repository;
  @Inject History history;
  @Inject Promises promises;
  @Inject EscalationTiers ladder;
  @Inject AssigneeShifts shifts;
  @Inject InstantSource time;

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
}
