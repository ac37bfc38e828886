package care.andon.demo.year;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.demo.year.LifeWriter.Ward;
import care.andon.demo.year.PlayedWeek.Times;
import care.andon.demo.year.YearPlan.Copied;
import care.andon.platform.text.Json;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class YearPlanTest {
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");
  private static final Instant NOW = Instant.parse("2026-11-26T15:00:00Z");

  private final List<Life> week = week(4711);
  private final Map<Integer, Times> played = endAfter(Duration.ofDays(6));
  private final YearPlan plan = YearPlan.of(week, played, MONDAY, NOW);

  private static List<Life> week(long seed) {
    var wards =
        IntStream.range(0, 40)
            .mapToObj(i -> new Ward("W" + i, CHICAGO, List.of("a", "b"), 0.1))
            .toList();
    var json = JsonMapper.builder().findAndAddModules().build();
    new Json().customize(json);
    return new LifeWriter(YearTexts.read(json), seed).week(wards);
  }

  private Map<Integer, Times> endAfter(Duration length) {
    return week.stream()
        .collect(
            Collectors.toMap(
                Life::number,
                life -> {
                  var filed = life.filedAt(MONDAY);
                  return new Times(filed, filed.plus(length));
                }));
  }

  @Test
  void the_same_seed_writes_the_same_lives() {
    Function<List<Life>, List<String>> told =
        lives ->
            lives.stream()
                .map(it -> it.begins() + " " + it.asker() + " " + it.need() + " " + it.late())
                .toList();
    assertThat(told.apply(week(4711))).isEqualTo(told.apply(week));
    assertThat(told.apply(week(4712))).isNotEqualTo(told.apply(week));
  }

  @Test
  void a_year_has_about_twenty_thousand_requests_and_some_are_late() {
    assertThat(plan.copied().size() + plan.unfinished().size()).isBetween(17_000, 23_000);
    assertThat(week.stream().filter(Life::late).count())
        .isBetween(week.size() / 10L, week.size() / 3L);
  }

  @Test
  void what_would_not_have_ended_by_now_is_played_and_everything_else_copied() {
    assertThat(plan.copied())
        .isNotEmpty()
        .allMatch(copy -> played.get(copy.life().number()).ended().plus(copy.by()).isBefore(NOW));
    assertThat(plan.unfinished())
        .isNotEmpty()
        .allMatch(life -> !life.filedAt().isAfter(NOW))
        .allMatch(life -> !life.filedAt().plus(Duration.ofDays(6)).isBefore(NOW));
  }

  @Test
  void what_began_more_than_ten_days_ago_and_is_not_over_is_left_out() {
    var slow = YearPlan.of(week, endAfter(Duration.ofDays(30)), MONDAY, NOW);
    assertThat(slow.unfinished())
        .isNotEmpty()
        .allMatch(life -> life.filedAt().isAfter(NOW.minus(Duration.ofDays(10))));
    assertThat(slow.copied())
        .isNotEmpty()
        .allMatch(copy -> copy.filedAt().isBefore(NOW.minus(Duration.ofDays(30))));
  }

  @Test
  void a_life_that_has_not_ended_is_not_copied() {
    assertThat(YearPlan.of(week, Map.of(), MONDAY, NOW))
        .isEqualTo(new YearPlan(List.of(), List.of()));
  }

  @Test
  void copies_happen_at_the_same_time_of_the_week_in_summer_and_in_winter() {
    assertThat(plan.copied())
        .isSortedAccordingTo((one, other) -> one.filedAt().compareTo(other.filedAt()))
        .allSatisfy(
            copy -> {
              var original = played.get(copy.life().number()).filed().atZone(CHICAGO);
              var there = copy.filedAt().atZone(CHICAGO);
              assertThat(there.getDayOfWeek()).isEqualTo(original.getDayOfWeek());
              // In the night of a change in spring, the hour from two to three is left out.
              if (original.getHour() != 2) {
                assertThat(there.toLocalTime()).isEqualTo(original.toLocalTime());
              }
            });
    assertThat(plan.copied()).map(Copied::by).anyMatch(by -> by.toHours() % 24 != 0);
  }

  @Test
  void fewer_are_late_now_than_a_year_ago() {
    var byTime = new ArrayList<>(plan.copied());
    var third = byTime.size() / 3;
    assertThat(late(byTime.subList(2 * third, byTime.size())))
        .isLessThan(0.9 * late(byTime.subList(0, third)));
  }

  private static double late(List<Copied> copies) {
    return copies.stream().collect(Collectors.averagingInt(it -> it.life().late() ? 1 : 0));
  }
}
