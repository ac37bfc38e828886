package care.andon.sla.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.sla.engine.WrittenCases.WrittenCase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlaCasesTest {
  static List<WrittenCase> cases() {
    return WrittenCases.in("cases.json");
  }

  static List<WrittenCase> undoCases() {
    return WrittenCases.in("undo-cases.json");
  }

  @Test
  void there_are_five_hundred_worked_cases() {
    assertThat(cases()).hasSize(500);
  }

  @Test
  void and_a_hundred_and_twenty_with_a_stop_that_is_undone() {
    assertThat(undoCases()).hasSize(120);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"cases", "undoCases"})
  void a_worked_case_holds_exactly(WrittenCase written) {
    assertThat(SlaPreview.evaluate(written.story())).isEqualTo(written.expected());
  }
}
