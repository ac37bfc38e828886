package care.andon.sla.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.sla.engine.Stories.Moment;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** The engine against the rules followed minute by minute. */
@Domain(Stories.class)
@Domain(DomainContext.Global.class)
class BruteForceTest {

  @Property(edgeCases = EdgeCasesMode.NONE)
  void open_time_is_what_one_counts_minute_by_minute(
      @ForAll Moment moment, @ForAll @IntRange(max = 5_000) int minutes) {
    var to = moment.at().plus(minutes, ChronoUnit.MINUTES);

    assertThat(moment.calendar().openBetween(moment.at(), to))
        .isEqualTo(BruteForce.openBetween(moment.calendar(), moment.at(), to));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void an_instant_is_open_when_the_wall_clock_says_so(
      @ForAll Moment moment, @ForAll @IntRange(max = 5_000) int minutes) {
    for (var minute = minutes; minute < minutes + 60; minute++) {
      var at = moment.at().plus(minute, ChronoUnit.MINUTES);
      assertThat(moment.calendar().isOpen(at)).isEqualTo(BruteForce.isOpen(moment.calendar(), at));
    }
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void due_is_the_minute_one_walks_to(
      @ForAll Moment moment, @ForAll @IntRange(min = 1, max = 1500) int minutes) {
    var walk = Duration.ofDays(12);
    var target = Duration.ofMinutes(minutes);

    var due = moment.calendar().dueAt(moment.at(), target);

    assertThat(due.filter(at -> !at.isAfter(moment.at().plus(walk))).orElse(null))
        .isEqualTo(BruteForce.dueAt(moment.calendar(), moment.at(), target, walk));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void a_story_ends_as_it_does_minute_by_minute(@ForAll SlaCase story) {
    var slowly = BruteForce.evaluate(story);
    var account = SlaPreview.evaluate(story);

    assertThat(account)
        .usingRecursiveComparison()
        .ignoringFields(
            slowly.dueAt() == null && account.state() == ClockState.RUNNING ? "dueAt" : "")
        .isEqualTo(slowly);
  }
}
