package care.andon.pages;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.pages.ScorecardPeriod.Choice;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScorecardPeriodTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

  @Test
  void the_month_of_yesterday_is_chosen_if_no_period_is_named() {
    var choices = of(null).choices(Instant.parse("2024-01-10T00:00:00Z"));

    assertThat(choices.getFirst()).isEqualTo(new Choice("2026-04", "April 2026", true));
    assertThat(choices).filteredOn(Choice::isChosen).hasSize(1);
    assertThat(names(choices))
        .hasSize(13 + 5 + 2)
        .contains("2025-04", "2026-Q2", "2025-Q2", "2026", "2025")
        .doesNotContain("2026-05", "2025-03", "2025-Q1", "2024");
  }

  @Test
  void no_period_before_the_first_request_is_offered() {
    assertThat(names(of(null).choices(Instant.parse("2026-03-20T08:00:00Z"))))
        .containsExactly("2026-04", "2026-03", "2026-Q2", "2026-Q1", "2026");
  }

  @Test
  void a_week_that_is_shown_is_chosen_beside_the_others() {
    var choices = of("2026-W10").choices(Instant.parse("2026-03-20T08:00:00Z"));

    assertThat(choices.getFirst()).isEqualTo(new Choice("2026-W10", "week 10 of 2026", true));
    assertThat(names(choices)).contains("2026-04").hasSize(6);
    assertThat(of("2026-Q1").choices(Instant.parse("2026-03-20T08:00:00Z"))).hasSize(5);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03,March 2026",
    "2026-Q1,quarter 1 of 2026",
    "2026-W10,week 10 of 2026",
    "2026,2026",
    "today,today"
  })
  void periods_in_words(String name, String words) {
    assertThat(of(name).words()).isEqualTo(words);
  }

  private static ScorecardPeriod of(@Nullable String name) {
    return ScorecardPeriod.of(List.of(), name, NOW);
  }

  private static List<String> names(List<Choice> choices) {
    return choices.stream().map(Choice::name).toList();
  }
}
