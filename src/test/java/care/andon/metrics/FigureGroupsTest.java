package care.andon.metrics;

import static care.andon.support.GivenRows.with;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.metrics.form.Facilities;
import care.andon.metrics.form.FigureBase;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.form.FigureScope;
import care.andon.metrics.form.Period;
import care.andon.metrics.form.Window;
import care.andon.metrics.wait.WaitsOfRows;
import care.andon.support.GivenRows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where one group of requests ends and the next begins, on the wall of the facility. */
class FigureGroupsTest {
  private static final UUID BERLIN = UUID.fromString("00000000-0000-7000-8000-000000000006");
  private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("2028-01-01T00:00:00Z");

  @RegisterExtension static final GivenRows given = new GivenRows();

  private static final FiguresRepository figures = new FiguresRepository(given.database());

  @BeforeAll
  static void start() {
    given.facility(BERLIN, "B", "Europe/Berlin");
  }

  // Berlin is an hour ahead of UTC in winter, and two hours from 29 March 2026 on.
  @ParameterizedTest
  @CsvSource({
    "night,   2026-03-06T05:59:59.999999Z",
    "day,     2026-03-06T06:00:00Z",
    "day,     2026-03-06T17:59:59.999999Z",
    "night,   2026-03-06T18:00:00Z",
    "night,   2026-03-06T22:59:59.999999Z",
    "weekend, 2026-03-06T23:00:00Z",
    "weekend, 2026-03-07T11:00:00Z",
    "weekend, 2026-03-08T22:59:59.999999Z",
    "night,   2026-03-08T23:00:00Z",
    "night,   2026-03-30T04:59:59.999999Z",
    "day,     2026-03-30T05:00:00Z"
  })
  void days_are_monday_to_friday_from_seven_to_seven(String band, Instant asked) {
    assertThat(groupOf(asked, FigureGroup.BAND)).isEqualTo(band);
  }

  // 2026 has 53 weeks.
  @ParameterizedTest
  @CsvSource({
    "2025-W52, 2025-12-28T22:59:59.999999Z",
    "2026-W01, 2025-12-28T23:00:00Z",
    "2026-W13, 2026-03-29T21:59:59.999999Z",
    "2026-W14, 2026-03-29T22:00:00Z",
    "2026-W53, 2027-01-03T22:59:59.999999Z",
    "2027-W01, 2027-01-03T23:00:00Z"
  })
  void weeks_begin_on_monday_and_belong_to_the_year_of_their_thursday(String week, Instant asked) {
    assertThat(groupOf(asked, FigureGroup.WEEK)).isEqualTo(week);
  }

  private static String groupOf(Instant asked, FigureGroup by) {
    given.request(with("facility_id", BERLIN), with("asked_at", asked));
    var groups = figures.transfers(scope(by), END);
    assertThat(WaitsOfRows.groups(given.database(), scope(by), END))
        .containsExactly(groups.getFirst().group());
    assertThat(groups).hasSize(1);
    return String.valueOf(groups.getFirst().group());
  }

  private static FigureScope scope(FigureGroup by) {
    return new FigureScope(
        new Period(null, BEGIN, END, List.of()),
        List.of(new Window(BEGIN, END, Facilities.ALL)),
        null,
        null,
        null,
        null,
        FigureBase.OPEN,
        by);
  }
}
