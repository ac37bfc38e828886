package care.andon.sla.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.sla.engine.WrittenCases.WrittenCase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SlaCasesTest {
  static List<WrittenCase> cases() {
    return WrittenCases.all();
  }

  @Test
  void there_are_five_hundred_worked_cases() {
    assertThat(cases()).hasSize(500);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void a_worked_case_holds_exactly(WrittenCase written) {
    assertThat(SlaPreview.evaluate(written.story())).isEqualTo(written.expected());
  }
}
