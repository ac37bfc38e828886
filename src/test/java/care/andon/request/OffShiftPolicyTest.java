package care.andon.request;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.AttendedAgain;
import care.andon.history.RequestEvent.EscalationCause;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import care.andon.kernel.TeamId;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.assignment.WorkDistribution;
import care.andon.request.escalation.EscalationState;
import care.andon.request.escalation.EscalationTiers;
import care.andon.sla.Promises;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Somebody goes off shift on Tuesday at 19:00, when nobody has the night, and is back at once. */
class OffShiftPolicyTest {
  private static final Instant TEN_TO_SEVEN = Instant.parse("2026-03-03T18:50:00Z");

  private final Promises promises = DefaultPromises.aroundTheClock();
  private boolean isBack;

  private final AssigneeShifts shifts =
      new AssigneeShifts() {
        private final AssigneeShifts rostered = new DaysAndNights();

        @Override
        public Optional<Instant> holdsUntil(
            PersonId person, FacilityId facility, @Nullable TeamId team, Instant after) {
          return rostered.holdsUntil(person, facility, team, after);
        }

        @Override
        public Optional<Ended> ended(
            @Nullable PersonId person,
            FacilityId facility,
            @Nullable TeamId team,
            Instant at,
            WorkDistribution shares) {
          return isBack ? Optional.empty() : rostered.ended(person, facility, team, at, shares);
        }

        @Override
        public String again(PersonId person) {
          return "Back again";
        }
      };

  @Test
  void who_is_back_has_it_as_before_and_nobody_is_called_because_nobody_was_there() {
    var request =
        SupportRequest.open(
            new RequestId(new UUID(5, 1)),
            AnyNeed.opened(Impact.THIS_SHIFT, TEN_TO_SEVEN),
            AnyNeed.ASKERS,
            at("18:50:00"));
    new CatchUp(request, at("19:00:00")).toNow();
    var heldSince = request.responsible().heldSince();
    assertThat(request.responsible().isUnattended()).isTrue();
    assertThat(called(request)).isEqualTo(EscalationState.OPEN);
    request.drainEvents();

    isBack = true;
    new RequestActs(request, at("19:01:00")).pickUp();

    assertThat(request.drainEvents())
        .singleElement()
        .returns(new AttendedAgain(AnyNeed.ADMINISTRATOR, "Back again"), RecordedEvent::event)
        .matches(recorded -> recorded.actor() == null)
        .returns(at("19:01:00").now(), RecordedEvent::at);
    assertThat(called(request)).isEqualTo(EscalationState.SETTLED);
    assertThat(request.responsible().isUnattended()).isFalse();
    assertThat(request.responsible().because()).isEqualTo("Back again");
    assertThat(request.responsible().heldSince()).isEqualTo(heldSince);
    assertThat(request.assignee()).isEqualTo(AnyNeed.ADMINISTRATOR);
  }

  private static EscalationState called(SupportRequest request) {
    return request.ladder().inOrder().stream()
        .filter(escalation -> escalation.cause() == EscalationCause.LEFT_UNATTENDED)
        .findFirst()
        .orElseThrow()
        .state();
  }

  private ActContext at(String time) {
    EscalationTiers ladder = (facility, tier, team, at) -> List.of(new PersonId(new UUID(6, tier)));
    return new ActContext(Instant.parse("2026-03-03T" + time + "Z"), promises, ladder, shifts);
  }
}
