package care.andon.pages.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import care.andon.pages.engine.Paths.Point;
import care.andon.pages.engine.Shape.Anchor;
import care.andon.pages.engine.Shape.Bar;
import care.andon.pages.engine.Shape.Curve;
import care.andon.pages.engine.Shape.Label;
import care.andon.pages.engine.Shape.Line;
import care.andon.pages.engine.Shape.Mark;
import care.andon.pages.engine.Shape.Symbol;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Geometry with known answers. */
class GeometryTest {

  @Test
  void a_scale_maps_linearly_and_also_backwards() {
    assertThat(new Scale(0, 1, 200, 20).at(0.5)).isEqualTo(110);
    assertThat(new Scale(10, 20, 0, 100).at(12.5)).isEqualTo(25);
    assertThat(new Scale(10, 20, 0, 100).at(25)).isEqualTo(150);
  }

  @Test
  void a_scale_of_one_value_has_it_in_the_middle() {
    assertThat(new Scale(7, 7, 10, 90).at(7)).isEqualTo(50);
  }

  @Test
  void numbers_on_an_axis_are_round() {
    assertThat(Ticks.numbers(97, 5)).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0);
    assertThat(Ticks.numbers(100, 5)).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
    assertThat(Ticks.numbers(3, 4)).containsExactly(0.0, 1.0, 2.0, 3.0);
    assertThat(Ticks.numbers(4_100, 4)).containsExactly(0.0, 2_000.0, 4_000.0);
    assertThat(Ticks.numbers(0, 4)).containsExactly(0.0);
  }

  @Test
  void times_on_an_axis_are_those_that_people_count_in() {
    assertThat(Ticks.times(Duration.ofMinutes(70), 5))
        .containsExactly(
            Duration.ZERO,
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofMinutes(45),
            Duration.ofMinutes(60));
    assertThat(Ticks.times(Duration.ofDays(17), 4))
        .containsExactly(Duration.ZERO, Duration.ofDays(7), Duration.ofDays(14));
    assertThat(Ticks.times(Duration.ZERO, 4)).containsExactly(Duration.ZERO);
  }

  @Test
  void stairs_hold_a_value_until_the_next_point() {
    assertThat(Paths.stairs(List.of(new Point(0, 10), new Point(5, 20), new Point(9.125, 30))))
        .isEqualTo("M0 10L5 10L5 20L9.13 20L9.13 30");
    assertThat(Paths.stairs(List.of())).isEmpty();
  }

  @Test
  void an_area_goes_there_on_one_line_and_back_on_the_other() {
    assertThat(
            Paths.area(
                List.of(new Point(0, 1), new Point(1, 2)),
                List.of(new Point(0, 8), new Point(1, 9))))
        .isEqualTo("M0 1L1 2L1 9L0 8Z");
    assertThat(Paths.area(List.of(), List.of())).isEmpty();
  }

  @Test
  void funnel_limits_know_how_many_cases_a_group_has() {
    // 0.8 +- 3.0902 * sqrt(0.8 * 0.2 / 100) = 0.8 +- 0.12361
    assertThat(Funnel.of(0.8, 100).low()).isCloseTo(0.67639, within(1e-5));
    assertThat(Funnel.of(0.8, 100).high()).isCloseTo(0.92361, within(1e-5));
    assertThat(Funnel.of(0.8, 1)).isEqualTo(new Funnel(0, 1));
    assertThat(Funnel.of(1, 5)).isEqualTo(new Funnel(1, 1));
    assertThat(Funnel.of(0.8, 100).contains(0.67)).isFalse();
    assertThat(Funnel.of(0.8, 100).contains(0.68)).isTrue();
  }

  @Test
  void shapes_are_elements_without_style() {
    assertThat(new Line(0, 1.5, 100, 1.5, "grid").svg())
        .isEqualTo("<line class=\"grid\" x1=\"0%\" y1=\"1.5\" x2=\"100%\" y2=\"1.5\"/>");
    assertThat(new Bar(10, 2, -1, 12, "bar").svg())
        .isEqualTo("<rect class=\"bar\" x=\"10%\" y=\"2\" width=\"0%\" height=\"12\"/>");
    assertThat(new Mark(1.0 / 3, 4, Symbol.SQUARE, "plain").svg())
        .isEqualTo(
            "<svg class=\"mark\" x=\"0.33%\" y=\"4\">"
                + "<path class=\"plain\" d=\"M-4-4H4V4H-4Z\"/></svg>");
    assertThat(new Curve("M0 0L100 9", 9, "curve").svg())
        .isEqualTo(
            "<svg width=\"100%\" height=\"9\" viewBox=\"0 0 100 9\" preserveAspectRatio=\"none\">"
                + "<path class=\"curve\" d=\"M0 0L100 9\"/></svg>");
  }

  @Test
  void names_cannot_be_elements() {
    assertThat(new Label(0, 9, Anchor.END, "<b>R&D</b>", "name").svg())
        .isEqualTo("<text class=\"name end\" x=\"0%\" y=\"9\">&lt;b&gt;R&amp;D&lt;/b&gt;</text>");
  }

  @Test
  void small_and_large_numbers_have_no_exponent() {
    assertThat(Decimal.of(1e-9)).isEqualTo("0");
    assertThat(Decimal.of(-0.001)).isEqualTo("0");
    assertThat(Decimal.of(12_345_678)).isEqualTo("12345678");
    assertThat(Decimal.of(2.50)).isEqualTo("2.5");
  }
}
