package care.andon.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.UnitId;
import care.andon.sla.match.engine.PolicyFacts;
import care.andon.support.Api;
import care.andon.versioned.RevisionCounter;
import care.andon.versioned.VersionRef;
import care.andon.versioned.Versions;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What one replica knows of what another has published. */
@QuarkusTest
class StoredPromisesTest {
  private static final PolicyFacts ANYTHING =
      new PolicyFacts(
          Impact.THIS_SHIFT,
          Category.SUPPLIES,
          new FacilityId(new UUID(0, 1)),
          new UnitId(new UUID(0, 2)),
          null);

  @Inject PolicyVersionRepository policies;
  @Inject CalendarVersionRepository calendars;
  @Inject DataSource database;
  @Inject ObjectMapper json;
  @Inject RevisionCounter revisions;
  @Inject StoredPromises here;

  @Test
  void a_replica_sees_what_another_published_when_it_looks_or_meets_its_revision() {
    var other = new StoredPromises(revisions, policies, calendars);
    var late = new StoredPromises(revisions, policies, calendars);
    other.refresh();
    late.refresh();
    var before = other.current();

    publishACalendar("seen-elsewhere");

    assertThat(other.current()).isSameAs(before);
    other.refresh();
    assertThat(other.current().revision()).isEqualTo(before.revision() + 1);
    assertThat(late.book(before.revision() + 1).calendars()).containsKey("seen-elsewhere");
    assertThat(late.book(before.revision()).calendars()).doesNotContainKey("seen-elsewhere");
  }

  @Test
  void a_replica_meets_a_calendar_that_another_published() {
    var late = new StoredPromises(revisions, policies, calendars);
    late.refresh();

    publishACalendar("met-here-first");

    assertThat(late.calendar(new VersionRef("met-here-first", 1)).zone()).hasToString("UTC");
  }

  @Test
  void while_the_database_is_away_what_is_known_goes_on() {
    var isAway = new AtomicBoolean();
    var known =
        new StoredPromises(
            new RevisionCounter(database) {
              @Override
              public long present() {
                if (isAway.get()) {
                  throw new IllegalStateException("The database is away");
                }
                return super.present();
              }
            },
            policies,
            calendars);
    known.refresh();
    var before = known.current();

    isAway.set(true);
    known.refreshInTheBackground();

    assertThat(known.current()).isSameAs(before);
  }

  @Test
  void a_database_that_goes_away_while_versions_are_read_does_not_stop_the_refresh() {
    var known =
        new StoredPromises(
            revisions,
            new PolicyVersionRepository(json) {
              @Override
              public Versions<SlaPolicy> read(Versions<SlaPolicy> known, long knownRevision) {
                throw new PersistenceException("The database is away");
              }
            },
            calendars);

    known.refreshInTheBackground();

    assertThat(known.published().revision()).isZero();
  }

  @Test
  void nothing_is_read_again_while_nothing_was_published() {
    here.refresh();
    var known = here.published();

    here.refresh();

    assertThat(here.published()).isSameAs(known);
  }

  @Test
  void the_first_revision_promises_what_was_promised_before_there_were_revisions() {
    var chosen = here.book(Promises.FIRST_REVISION).choose(ANYTHING, ClockKind.RESOLVE);

    assertThat(chosen).isPresent();
    assertThat(chosen.get().policy().ref()).isEqualTo(new VersionRef("this-shift", 1));
    assertThat(chosen.get().policy().terms(ClockKind.RESOLVE).target()).hasHours(8);
    assertThat(chosen.get().calendar()).isEqualTo(new VersionRef("around-the-clock", 1));
    assertThat(here.book(1).policies()).hasSize(7);
  }

  @Test
  void how_long_an_escalation_waits_depends_on_the_impact_unless_the_policy_says() {
    var policy = here.book(1).choose(ANYTHING, ClockKind.RESOLVE).orElseThrow().policy();
    var silent =
        new SlaPolicy(policy.ref(), policy.criteria(), policy.clocks(), policy.waitLimit(), null);

    assertThat(policy.answerWithin(Impact.IMPROVEMENT)).isEqualTo(Duration.ofMinutes(15));
    assertThat(silent.answerWithin(Impact.PATIENT_WAITING)).isEqualTo(Duration.ofMinutes(5));
    assertThat(silent.answerWithin(Impact.THIS_SHIFT)).isEqualTo(Duration.ofMinutes(15));
    assertThat(silent.answerWithin(Impact.SLOWS_CARE)).isEqualTo(Duration.ofHours(1));
    assertThat(silent.answerWithin(Impact.IMPROVEMENT)).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void there_is_no_revision_that_nobody_made() {
    var next = here.current().revision() + 1;

    assertThatThrownBy(() -> here.book(next)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> here.book(0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> here.calendar(new VersionRef("nowhere", 1)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void publishACalendar(String code) {
    Api.as("conrad.vance")
        .sends(
            """
            {"code": "%s", "name": "Mornings", "timeZone": "UTC",
             "weekly": {"MONDAY": ["08:00-12:00"]}}
            """
                .formatted(code))
        .post("/api/v1/calendars")
        .then()
        .statusCode(201);
  }
}
