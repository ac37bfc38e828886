package care.andon.pages.picture;

import static care.andon.pages.picture.PictureTest.answer;
import static care.andon.pages.picture.PictureTest.golden;
import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Impact;
import care.andon.metrics.form.FigureGroup;
import care.andon.metrics.wait.WaitFigure;
import care.andon.metrics.wait.WaitFigure.Measure;
import care.andon.metrics.wait.WaitFigure.WaitInterval;
import care.andon.metrics.wait.WaitFigure.WaitPoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pictures of waits and of minutes lost, as golden files. */
class WaitPictureTest {
  @Test
  void two_lines_show_what_the_department_and_the_caregivers_say() {
    var picture =
        SurvivalCurves.of(
            answer(
                null,
                List.of(
                    wait(
                        null,
                        Measure.TIME_TO_RESOLVE,
                        11,
                        0,
                        point(5, 0.75),
                        point(11, 0.5),
                        point(40, 0.05)),
                    wait(null, Measure.TIME_TO_CONFIRM, null, 0, point(8, 0.9), point(300, 0.6)))),
            Impact.PATIENT_WAITING);
    golden("waits-2-lines", picture);
    assertThat(picture.finding())
        .isEqualTo(
            "Half of the needs were said to be resolved within 11 min; less than half of the"
                + " caregivers confirmed.");
    assertThat(picture.table().rows())
        .containsExactly(
            List.of("5 min", "75 %", "100 %"),
            List.of("8 min", "75 %", "90 %"),
            List.of("11 min", "50 %", "90 %"),
            List.of("40 min", "5 %", "90 %"),
            List.of("5 h", "5 %", "60 %"));
  }

  @Test
  void no_request_has_no_waits() {
    golden(
        "waits-empty",
        SurvivalCurves.of(
            answer(
                null,
                List.of(
                    wait(null, Measure.TIME_TO_RESOLVE, null, 0),
                    wait(null, Measure.TIME_TO_CONFIRM, null, 0))),
            Impact.PATIENT_WAITING));
  }

  @Test
  void categories_stand_in_the_order_of_the_minutes_lost() {
    var picture =
        LostMinutes.of(
            answer(
                FigureGroup.CATEGORY,
                List.of(
                    wait("it_access", Measure.TIME_TO_RESOLVE, 11, 30),
                    wait("supplies", Measure.TIME_TO_RESOLVE, 11, 500),
                    wait("supplies", Measure.TIME_TO_CONFIRM, 11, 500),
                    wait("supplies", Measure.TIME_TO_RESOLVE, 11, 250),
                    wait("equipment", Measure.TIME_TO_RESOLVE, 11, 220),
                    wait("food", Measure.TIME_TO_RESOLVE, 11, 0))));
    golden("lost-minutes", picture);
    assertThat(picture.finding())
        .isEqualTo("2 categories cost 97 % of the 1,000 minutes lost: supplies and equipment.");
    assertThat(picture.table().rows())
        .extracting(it -> it.subList(0, 3))
        .containsExactly(
            List.of("supplies", "750", "75 %"),
            List.of("equipment", "220", "97 %"),
            List.of("it access", "30", "100 %"),
            List.of("food", "0", "100 %"));
  }

  @Test
  void without_estimates_there_are_no_minutes_lost() {
    golden(
        "lost-minutes-none",
        LostMinutes.of(
            answer(
                FigureGroup.CATEGORY, List.of(wait("supplies", Measure.TIME_TO_RESOLVE, 11, 0)))));
  }

  private static WaitFigure wait(
      @Nullable String category,
      Measure measure,
      @Nullable Integer median,
      long lost,
      WaitPoint... curve) {
    var none = new WaitInterval(null, null);
    return new WaitFigure(
        category,
        measure,
        Impact.PATIENT_WAITING,
        median == null ? null : Duration.ofMinutes(median),
        measure == Measure.TIME_TO_RESOLVE && median != null ? Duration.ofMinutes(100) : null,
        none,
        none,
        curve.length == 0 && category == null ? 0 : 20,
        0,
        List.of(curve),
        lost,
        lost == 0 ? 0 : 3);
  }

  private static WaitPoint point(int minutes, double waiting) {
    return new WaitPoint(Duration.ofMinutes(minutes), waiting);
  }
}
