package care.andon.views;

import static care.andon.support.GivenRows.with;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.Facility;
import care.andon.kernel.FacilityId;
import care.andon.metrics.engine.KeptCounts;
import care.andon.metrics.promise.PromiseCount;
import care.andon.platform.sql.SqlCondition;
import care.andon.request.asker.AskerIdentity;
import care.andon.request.query.VisibilityFilter.Viewer;
import care.andon.support.GivenRows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sheet of a hospital in New York and Honolulu, where clocks are never changed. */
class HuddlePeriodsTest {
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ZoneId HONOLULU = ZoneId.of("Pacific/Honolulu");
  private static final Facility EAST = facility("EAST", NEW_YORK);
  private static final Facility WEST = facility("WEST", HONOLULU);
  private static final Viewer ANYBODY =
      new Viewer(null, new AskerIdentity(null, List.of()), Set.of(), true, SqlCondition.ALWAYS);

  @RegisterExtension static final GivenRows given = new GivenRows();

  private static final ViewQueries queries = new ViewQueries(given.database());

  @BeforeAll
  static void start() {
    given.facility(EAST.id().value(), EAST.code(), NEW_YORK.getId());
    given.facility(WEST.id().value(), WEST.code(), HONOLULU.getId());
  }

  @Test
  void after_a_day_of_23_hours_each_facility_begins_at_its_own_midnight() {
    assertEachBeginsByItsOwnClock("2026-03-09T00:00:00", Duration.ofHours(23));
  }

  @Test
  void after_a_day_of_25_hours_each_facility_begins_at_its_own_midnight() {
    assertEachBeginsByItsOwnClock("2026-11-02T00:00:00", Duration.ofHours(25));
  }

  /** What was asked, and what was missed, is on the sheet from the start of its facility on. */
  private static void assertEachBeginsByItsOwnClock(String midnight, Duration day) {
    var now = LocalDateTime.parse(midnight).atZone(NEW_YORK).toInstant();
    var east = now.minus(day);
    var west = now.minus(ofHours(24));
    var before = ofMinutes(1);
    missed(EAST, east.minus(before));
    missed(WEST, west.minus(before));
    var inTime = List.of(missed(EAST, east), missed(WEST, west));

    var periods = HuddlePeriods.of(List.of(EAST, WEST), null, now);
    var scope = new HuddleScope(null, null, null, List.of(EAST, WEST));
    var lists = queries.huddle(3, scope, ANYBODY, periods, 7);

    assertThat(lists.get(ListName.ASKED))
        .extracting(RequestRow::id)
        .containsExactlyInAnyOrderElementsOf(inTime);
    assertThat(lists.get(ListName.MISSED))
        .extracting(RequestRow::id)
        .containsExactlyInAnyOrderElementsOf(inTime);
    assertThat(queries.promises(scope, ANYBODY, periods))
        .extracting(PromiseCount::counts)
        .contains(new KeptCounts(0, 0, 0, 2, 0, 0));
  }

  private static Facility facility(String code, ZoneId zone) {
    return new Facility(new FacilityId(UUID.randomUUID()), code, code, zone);
  }

  /** A request that was asked, and whose promise was missed, at this instant. */
  private static UUID missed(Facility facility, Instant at) {
    var id = given.request(with("facility_id", facility.id().value()), with("asked_at", at));
    given.clock(id, with("started_at", at.minus(ofHours(1))), with("promised_at", at));
    return id;
  }

  @Test
  void an_instant_that_was_asked_for_is_the_start_everywhere() {
    var now = Instant.parse("2026-03-09T04:00:00Z");
    var since = now.minus(ofHours(30));

    var periods = HuddlePeriods.of(List.of(EAST, WEST), since, now);

    assertThat(periods.facilities())
        .extracting(HuddlePeriods.OfFacility::since)
        .containsExactly(since, since);
    assertThat(periods.asked().sql()).isEqualTo("(asked_at >= ?)");
  }

  @Test
  void a_hospital_without_facilities_has_an_empty_sheet() {
    var now = Instant.parse("2026-03-09T04:00:00Z");

    var periods = HuddlePeriods.of(List.of(), null, now);
    var scope = new HuddleScope(null, null, null, List.of());

    assertThat(periods.first()).isEqualTo(now.minus(ofHours(24)));
    assertThat(periods.zone()).isNull();
    assertThat(queries.huddle(3, scope, ANYBODY, periods, 7).values()).allMatch(List::isEmpty);
    assertThat(queries.promises(scope, ANYBODY, periods)).isEmpty();
  }
}
