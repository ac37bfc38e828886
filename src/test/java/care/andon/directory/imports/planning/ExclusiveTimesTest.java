package care.andon.directory.imports.planning;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.directory.imports.reading.ImportLine;
import care.andon.directory.imports.reading.ImportSheet;
import care.andon.directory.imports.reading.ItemKind;
import care.andon.directory.imports.reading.Rejection;
import care.andon.directory.oncall.Interval;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Nobody else is in a time that somebody has for themselves; it is a Monday in Chicago, 09:00. */
class ExclusiveTimesTest {
  private static final Instant NOW = Instant.parse("2027-03-01T15:00:00Z");
  private static final String FACILITY = id("facility");
  private static final String TEAM = id("team");
  private static final String EVERY_DAY = "{1,2,3,4,5,6,7}";
  private static final long SEED = Long.getLong("andon.fuzz.seed", 20_270_301L);

  private final List<DirectoryItem> duties = new ArrayList<>();
  private final List<DirectoryItem> shifts = new ArrayList<>();
  private final Map<UUID, ImportLine> lines = new HashMap<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private boolean isJson;

  @Test
  void a_shift_in_somebody_elses_duty_of_every_week_is_rejected_and_both_are_named() {
    weekly("ana", "{1}", "07:00", "19:00", null);
    shift("ben", "2027-03-08T18:00", "2027-03-08T20:00", "America/Chicago");

    var rejected = rejected();

    assertThat(rejected.line()).isEqualTo(3);
    assertThat(rejected.column()).isEqualTo("starts");
    assertThat(rejected.code()).isEqualTo("overlaps");
    assertThat(rejected.reason())
        .isEqualTo(
            "Somebody else's exclusive duty of every week in line 2 overlaps it from"
                + " 2027-03-09T00:00:00Z to 2027-03-09T01:00:00Z");
  }

  @Test
  void whoever_begins_later_is_rejected_also_when_that_is_the_duty() {
    shift("ben", "2027-03-08T06:00", "2027-03-08T08:00", "America/Chicago");
    weekly("ana", "{1}", "07:00", "19:00", null);

    var rejected = rejected();

    assertThat(rejected.line()).isEqualTo(3);
    assertThat(rejected.column()).isEqualTo("from");
    assertThat(rejected.reason()).startsWith("Somebody else's exclusive shift in line 2 overlaps");
  }

  @Test
  void times_that_meet_and_other_days_and_the_same_person_and_what_is_shared_are_let_by() {
    weekly("ana", "{1}", "07:00", "19:00", null);
    shift("ben", "2027-03-08T19:00", "2027-03-09T07:00", "America/Chicago");
    shift("cleo", "2027-03-10T08:00", "2027-03-10T12:00", "America/Chicago");
    shift("ana", "2027-03-15T08:00", "2027-03-15T12:00", "America/Chicago");
    // Not exclusive.
    add(
        shifts,
        ItemKind.SHIFTS,
        "dan",
        "America/Chicago",
        "false",
        "2027-03-15 08:00",
        "2027-03-15 12:00");

    assertThat(rejections()).isEmpty();
  }

  @Test
  void a_duty_over_night_reaches_into_the_next_day_and_the_next_week() {
    weekly("ana", "{7}", "19:00", "07:00", null);
    shift("ben", "2027-03-08T06:59", "2027-03-08T12:00", "America/Chicago");

    assertThat(rejected().reason()).contains("from 2027-03-08T12:59:00Z to 2027-03-08T13:00:00Z");
  }

  @Test
  void a_shift_of_another_zone_is_compared_by_instants() {
    weekly("ana", EVERY_DAY, "07:00", "15:00", "America/Chicago");
    shift("ben", "2027-03-08T16:00", "2027-03-08T20:00", "America/New_York");
    assertThat(rejections()).isEmpty();

    shift("cleo", "2027-03-09T15:59", "2027-03-09T15:59:30", "America/New_York");
    assertThat(rejected().reason()).contains("2027-03-09T20:59:00Z");
  }

  /** Arizona has no summer time: what meets in winter overlaps in summer. */
  @Test
  void duties_of_two_zones_that_meet_now_may_overlap_when_clocks_have_changed() {
    weekly("ana", EVERY_DAY, "12:00", "16:00", "America/Phoenix");
    weekly("ben", EVERY_DAY, "16:00", "20:00", "America/Denver");

    assertThat(rejections())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.line()).isEqualTo(3);
              assertThat(it.reason()).contains("from 2027-03-14T22:00:00Z to 2027-03-14T23:00:00Z");
            });
  }

  /** America changes its clocks two weeks before Europe. */
  @Test
  void two_weeks_a_year_are_enough() {
    weekly("ana", "{2}", "12:00", "17:00", "Europe/London");
    weekly("ben", "{2}", "12:00", "17:00", "America/New_York");

    assertThat(rejected().reason()).contains("from 2027-03-16T16:00:00Z");
  }

  /** By instants the first would go on until the wall shows 01:30 for the second time. */
  @Test
  void in_the_night_with_an_hour_twice_the_wall_clock_decides() {
    weekly("ana", "{6}", "19:00", "01:30", null);
    shift("ben", "2027-11-07T01:30", "2027-11-07T03:00", "America/Chicago");

    assertThat(rejections()).isEmpty();
  }

  @Test
  void a_last_night_reaches_into_the_day_after_the_last() {
    duty("ana", "{7}", "19:00", "07:00", null, "2027-03-07");
    duty("ben", "{1}", "06:00", "12:00", "2027-03-08", null);

    assertThat(rejected().line()).isEqualTo(3);
  }

  @Test
  void days_that_never_come_between_the_first_and_the_last_overlap_nothing() {
    duty("ana", "{1}", "07:00", "19:00", "2027-03-09", "2027-03-14");
    weekly("ben", "{1}", "07:00", "19:00", null);

    assertThat(rejections()).isEmpty();
  }

  @Test
  void around_the_clock_leaves_no_instant_for_others() {
    weekly("ana", EVERY_DAY, "00:00", "00:00", null);
    shift("ben", "2028-02-29T03:00", "2028-02-29T03:01", "America/Chicago");

    assertThat(rejected().reason()).contains("2028-02-29T09:00:00Z");
  }

  @Test
  void what_was_before_is_of_no_concern_to_a_duty_that_goes_on() {
    weekly("ana", "{1}", "08:00", "12:00", null);
    shift("ben", "2027-02-22T08:00", "2027-02-22T12:00", "America/Chicago");
    shift("ben", "2027-03-01T08:00", "2027-03-01T09:00", "America/Chicago");

    assertThat(rejections()).isEmpty();
  }

  @Test
  void of_what_is_there_already_the_person_is_named_and_it_is_never_rejected() {
    weekly("ana", "{1}", "07:00", "19:00", null);
    lines.clear();
    shift("ben", "2027-03-08T06:00", "2027-03-08T08:00", "America/Chicago");

    var rejected = rejected();

    assertThat(rejected.line()).isEqualTo(2);
    assertThat(rejected.reason())
        .startsWith("The exclusive duty of every week of ana that is there already overlaps it");

    lines.clear();
    assertThat(rejections()).isEmpty();
  }

  /** Two that are there already overlap; what is sent is still held against the other person. */
  @Test
  void what_is_there_does_not_hide_what_is_sent() {
    weekly("ana", "{1}", "07:00", "20:00", null);
    weekly("cleo", "{1}", "10:00", "12:00", null);
    lines.clear();
    shift("ana", "2027-03-08T09:00", "2027-03-08T11:00", "America/Chicago");

    assertThat(rejected().reason()).startsWith("The exclusive duty of every week of cleo");
  }

  @Test
  void in_json_the_other_one_is_named_by_its_pointer() {
    isJson = true;
    weekly("ana", "{1}", "07:00", "19:00", null);
    shift("ben", "2027-03-08T18:00", "2027-03-08T20:00", "America/Chicago");

    var rejected = rejected();

    assertThat(rejected.pointer()).isEqualTo("/rosters/1/starts");
    assertThat(rejected.reason()).contains("at /rosters/0 overlaps it");
  }

  @Test
  void more_turns_than_memory_should_hold_are_rejected() {
    for (int i = 0; i <= ExclusiveTimes.MOST_TURNS / 700; i++) {
      weekly("p" + i, EVERY_DAY, "07:00", "08:00", null);
    }

    assertThat(rejected().code()).isEqualTo("too_many_turns");
  }

  /** Against every pair, one by one. */
  @Test
  void something_is_rejected_exactly_when_two_people_have_one_instant() {
    var random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      shifts.clear();
      lines.clear();
      rejections.clear();
      for (int i = 0; i < 5; i++) {
        var from = LocalDateTime.parse("2027-03-08T00:00").plusHours(random.nextInt(40));
        shift("p" + random.nextInt(3), from, from.plusHours(1 + random.nextInt(8)));
        if (random.nextBoolean()) {
          lines.remove(shifts.getLast().id());
        }
      }

      assertThat(rejections().isEmpty()).as("Seed %s, round %s", SEED, round).isEqualTo(!overlap());
    }
  }

  private boolean overlap() {
    return shifts.stream()
        .anyMatch(
            one ->
                lines.containsKey(one.id())
                    && shifts.stream()
                        .anyMatch(
                            other ->
                                !other.text("person").equals(one.text("person"))
                                    && when(one).overlaps(when(other))));
  }

  private static Interval when(DirectoryItem shift) {
    var times = RosterTimes.dated(shift);
    return new Interval(
        times.from().atZone(times.zone()).toInstant(), times.to().atZone(times.zone()).toInstant());
  }

  // --- What is there ---

  private void weekly(String person, String days, String from, String to, @Nullable String zone) {
    add(duties, ItemKind.DUTIES, person, zone, "true", days, from, to, null, null);
  }

  private void duty(
      String person,
      String days,
      String from,
      String to,
      @Nullable String startsOn,
      @Nullable String endsOn) {
    add(duties, ItemKind.DUTIES, person, null, "true", days, from, to, startsOn, endsOn);
  }

  private void shift(String person, String starts, String ends, String zone) {
    add(shifts, ItemKind.SHIFTS, person, zone, "true", starts, ends);
  }

  private void shift(String person, LocalDateTime starts, LocalDateTime ends) {
    shift(person, starts.toString(), ends.toString(), "America/Chicago");
  }

  private void add(
      List<DirectoryItem> items,
      ItemKind kind,
      String person,
      @Nullable String zone,
      String exclusive,
      @Nullable String... rest) {
    var values = new ArrayList<@Nullable String>();
    values.addAll(Arrays.asList(FACILITY, TEAM, null, id(person), zone, exclusive));
    values.addAll(Arrays.asList(rest));
    var item = new DirectoryItem(kind, UUID.randomUUID(), "test", null, false, values);
    items.add(item);
    var number = lines.size() + 2;
    lines.put(
        item.id(),
        new ImportLine(
            ImportSheet.ROSTERS,
            number,
            isJson ? "/rosters/" + (number - 2) : null,
            new NoRow(),
            Set.of()));
  }

  private Rejection rejected() {
    assertThat(rejections()).hasSize(1);
    return rejections.getFirst();
  }

  private List<Rejection> rejections() {
    rejections.clear();
    new ExclusiveTimes(
            NOW, lines::get, _ -> ZoneId.of("America/Chicago"), id -> NAMES.getOrDefault(id, ""))
        .require(duties, shifts, rejections::add);
    return rejections;
  }

  private static final Map<String, String> NAMES =
      Map.of(id("ana"), "ana", id("ben"), "ben", id("cleo"), "cleo");

  private static String id(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString();
  }

  private record NoRow() {}
}
