package care.andon.telling.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.PersonId;
import care.andon.telling.engine.Recipient.OfAsker;
import care.andon.telling.engine.Recipient.OfPerson;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is told about an event. */
class NoticeRulesTest {
  private static final PersonId NURSE = new PersonId(new UUID(0, 1));
  private static final PersonId OMAR = new PersonId(new UUID(0, 2));
  private static final PersonId GRACE = new PersonId(new UUID(0, 3));
  private static final RequestPeople PEOPLE = new RequestPeople(OMAR, Map.of(1, NURSE));

  @Test
  void everybody_an_escalation_calls_is_told_once() {
    assertThat(NoticeRules.recipients(called(GRACE, OMAR, GRACE), PEOPLE))
        .containsExactly(new OfPerson(GRACE), new OfPerson(OMAR));
  }

  @Test
  void the_assignee_is_told_what_the_caregiver_wrote() {
    assertThat(NoticeRules.recipients(about(NoticeOccasion.CAREGIVER_WROTE, null, 1), PEOPLE))
        .containsExactly(new OfPerson(OMAR));
  }

  @Test
  void a_miss_without_an_assignee_is_told_to_no_person() {
    assertThat(
            NoticeRules.recipients(
                about(NoticeOccasion.PROMISE_MISSED, null, null),
                new RequestPeople(null, Map.of())))
        .isEmpty();
  }

  @Test
  void askers_are_told_by_number() {
    assertThat(NoticeRules.recipients(about(NoticeOccasion.RESOLVED, OMAR, null), PEOPLE))
        .containsExactly(new OfAsker(1));
  }

  @Test
  void a_person_is_not_told_what_they_did_themselves() {
    var herOwn = new RequestPeople(NURSE, Map.of(1, NURSE));

    assertThat(NoticeRules.recipients(about(NoticeOccasion.CAREGIVER_WROTE, null, 1), herOwn))
        .isEmpty();
    assertThat(NoticeRules.recipients(about(NoticeOccasion.RESOLVED, NURSE, null), herOwn))
        .isEmpty();
    assertThat(
            NoticeRules.recipients(
                new Happening(NoticeOccasion.ASSIGNED, OMAR, null, List.of(OMAR), null), PEOPLE))
        .isEmpty();
  }

  private static Happening called(PersonId... people) {
    return new Happening(NoticeOccasion.ESCALATED, null, null, List.of(people), 1);
  }

  private static Happening about(
      NoticeOccasion occasion, @Nullable PersonId actor, @Nullable Integer asker) {
    return new Happening(occasion, actor, asker, List.of(), null);
  }
}
