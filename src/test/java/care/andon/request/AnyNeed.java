package care.andon.request;

import care.andon.history.RequestEvent.Opened;
import care.andon.history.RequestEvent.Routed;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.request.asker.Asker;
import care.andon.request.asker.Askers;
import care.andon.sla.Promises;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A need of which nothing but its impact and category matters. */
final class AnyNeed {
  static final PersonId CAREGIVER = new PersonId(new UUID(1, 1));
  static final PersonId ADMINISTRATOR = new PersonId(new UUID(1, 2));

  static final TeamId TEAM = new TeamId(new UUID(2, 1));

  static final Routed ROUTED = new Routed(TEAM, ADMINISTRATOR, List.of(), false, "Because", null);

  static final Askers ASKERS = new Askers(List.of(new Asker(Asker.FIRST, CAREGIVER, null, false)));

  private AnyNeed() {}

  static Opened opened(Impact impact, Instant askedAt) {
    return opened(impact, Category.SUPPLIES, askedAt);
  }

  static Opened opened(Impact impact, Category category, Instant askedAt) {
    return opened(impact, category, askedAt, ROUTED);
  }

  static Opened opened(Impact impact, Category category, Instant askedAt, Routed routed) {
    return new Opened(
        20_418,
        impact,
        category,
        "A need",
        null,
        null,
        null,
        Visibility.NAMED,
        new FacilityId(new UUID(3, 1)),
        new UnitId(new UUID(4, 1)),
        askedAt,
        routed,
        Promises.FIRST_REVISION);
  }

  /** The person who acts. The caregiver acts as the one asker. */
  static RequestActs.By by(PersonId person) {
    return new RequestActs.By(person, person.equals(CAREGIVER) ? Asker.FIRST : null);
  }

  /** Does an act that chooses no assignee. */
  static void does(RequestActs acts, RequestCommand command, PersonId by) {
    acts.act(
        command,
        by(by),
        (asked, _, _, _) -> {
          throw new AssertionError(asked);
        });
  }
}
