package care.andon.metrics.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import care.andon.directory.Facility;
import care.andon.kernel.FacilityId;
import care.andon.platform.problem.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodReaderTest {
  /** A Sunday, the last of March: clocks in Berlin go forward that night. */
  private static final Instant NOW = Instant.parse("2026-03-29T12:00:00Z");

  private static final Facility BERLIN = facility("BERLIN", "Europe/Berlin");
  private static final Facility BONN = facility("BONN", "Europe/Berlin");
  private static final Facility CHICAGO = facility("CHICAGO", "America/Chicago");

  @Test
  void without_bounds_it_is_the_last_28_days() {
    assertPeriod(read(null, null), "2026-03-01T12:00:00Z", "2026-03-29T12:00:00Z");
  }

  @Test
  void without_a_begin_it_is_the_28_days_before_its_end() {
    assertPeriod(
        read(null, "2026-02-28T00:00:00+01:00"), "2026-01-30T23:00:00Z", "2026-02-27T23:00:00Z");
  }

  @Test
  void may_reach_into_the_future() {
    assertPeriod(
        read("2026-03-01T00:00:00Z", "2026-05-01T00:00:00Z"),
        "2026-03-01T00:00:00Z",
        "2026-05-01T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "2026,      2025-12-31T23:00:00Z, 2026-12-31T23:00:00Z",
    "2026-Q1,   2025-12-31T23:00:00Z, 2026-03-31T22:00:00Z",
    "2026-Q4,   2026-09-30T22:00:00Z, 2026-12-31T23:00:00Z",
    "2026-03,   2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z",
    "2026-12,   2026-11-30T23:00:00Z, 2026-12-31T23:00:00Z",
    // The first week of 2026 begins on Monday, 29 December; 2026 has 53 weeks, 2025 has 52.
    "2026-W01,  2025-12-28T23:00:00Z, 2026-01-04T23:00:00Z",
    "2026-W13,  2026-03-22T23:00:00Z, 2026-03-29T22:00:00Z",
    "2026-W53,  2026-12-27T23:00:00Z, 2027-01-03T23:00:00Z",
    "today,     2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
    "this-week, 2026-03-22T23:00:00Z, 2026-03-29T22:00:00Z"
  })
  void has_a_name_and_begins_at_midnight_on_the_wall(String name, String from, String to) {
    var read = PeriodReader.read(named(name), List.of(BERLIN), NOW);
    assertPeriod(read, from, to);
    assertThat(read.period().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-W00",
        "2025-W53",
        "2026-W54",
        "2026-W60",
        "2026-W1",
        "2026-00",
        "2026-13",
        "2026-Q0",
        "2026-Q5",
        "2026-3",
        "26",
        "1899",
        "2200",
        "2026-",
        "yesterday",
        "Today",
        "2026-03-01",
        "٢٠٢٦"
      })
  void that_does_not_exist_is_refused_by_name(String name) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> PeriodReader.read(named(name), List.of(BERLIN), NOW))
        .satisfies(it -> assertThat(it.errors().getFirst().pointer()).isEqualTo("period"))
        .satisfies(it -> assertThat(it.errors().getFirst().message()).contains("2026-Q1"));
  }

  @Test
  void dates_begin_at_midnight_on_the_wall_of_each_facility() {
    var read =
        PeriodReader.read(
            question(null, "2026-03-01", "2026-03-29"), List.of(BERLIN, BONN, CHICAGO), NOW);
    assertThat(read.period())
        .isEqualTo(
            new Period(
                null,
                Instant.parse("2026-02-28T23:00:00Z"),
                Instant.parse("2026-03-29T05:00:00Z"),
                List.of(
                    at("BERLIN", "2026-02-28T23:00:00Z", "2026-03-28T23:00:00Z"),
                    at("BONN", "2026-02-28T23:00:00Z", "2026-03-28T23:00:00Z"),
                    at("CHICAGO", "2026-03-01T06:00:00Z", "2026-03-29T05:00:00Z"))));
    assertThat(read.windows())
        .extracting(it -> it.requests().sql())
        .containsExactly("request.facility_id <> all (?)", "request.facility_id = any (?)");
  }

  @Test
  void instants_are_the_same_everywhere() {
    var read =
        PeriodReader.read(
            question(null, "2026-03-01T00:00:00Z", "2026-03-29T00:00:00Z"),
            List.of(BERLIN, CHICAGO),
            NOW);
    assertThat(read.period().facilities()).isEmpty();
    assertThat(read.windows()).extracting(Window::facilities).containsExactly(Facilities.ALL);
  }

  @Test
  void without_a_facility_dates_are_in_utc() {
    assertPeriod(
        PeriodReader.read(named("2026"), List.of(), NOW),
        "2026-01-01T00:00:00Z",
        "2027-01-01T00:00:00Z");
  }

  @Test
  void is_never_empty_nor_backwards() {
    assertRefused("from", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z");
    assertRefused("from", "2026-03-02", "2026-03-01");
    assertRefused("from", "2026-04-01T00:00:00Z", null);
  }

  @Test
  void is_at_most_ten_years_long() {
    assertThat(read("2016-03-01T00:00:00Z", "2026-03-01T00:00:00Z")).isNotNull();
    assertRefused("from", "2016-03-01T00:00:00Z", "2026-03-01T00:00:00.000001Z");
  }

  @Test
  void needs_dates_that_exist_or_instants_with_a_zone() {
    assertRefused("from", "2026-03-01T00:00:00", null);
    assertRefused("from", "2026-02-30", null);
    assertRefused("to", null, "2026-13-01");
    assertRefused("to", null, "2026-03-01T00:00:00 01:00");
    assertRefused("from", "", null);
    assertRefused("from", "9".repeat(100_000), null);
  }

  @Test
  void is_named_or_has_bounds_but_not_both() {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(
            () -> PeriodReader.read(question("2026", "2026-03-01", null), List.of(BERLIN), NOW))
        .satisfies(it -> assertThat(it.errors().getFirst().pointer()).isEqualTo("period"));
  }

  private static void assertPeriod(PeriodReader.Read read, String from, String to) {
    assertThat(read.windows())
        .containsExactly(new Window(Instant.parse(from), Instant.parse(to), Facilities.ALL));
    assertThat(read.period().from()).isEqualTo(from);
    assertThat(read.period().to()).isEqualTo(to);
  }

  private static void assertRefused(String parameter, @Nullable String from, @Nullable String to) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> read(from, to))
        .satisfies(
            problem -> assertThat(problem.errors().getFirst().pointer()).isEqualTo(parameter));
  }

  private static PeriodReader.Read read(@Nullable String from, @Nullable String to) {
    return PeriodReader.read(question(null, from, to), List.of(BERLIN), NOW);
  }

  private static FigureQuery named(String period) {
    return question(period, null, null);
  }

  private static FigureQuery question(
      @Nullable String period, @Nullable String from, @Nullable String to) {
    return new FigureQuery(null, null, null, null, period, from, to, null, null, null, null);
  }

  private static Period.OfFacility at(String facility, String from, String to) {
    return new Period.OfFacility(facility, Instant.parse(from), Instant.parse(to));
  }

  private static Facility facility(String code, String zone) {
    return new Facility(new FacilityId(UUID.randomUUID()), code, code, ZoneId.of(zone));
  }
}
