package care.andon.sla;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.sla.match.engine.PolicyGap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nothing is promised for, in words. */
class PolicyWarningTest {
  @Test
  void some_categories_are_named() {
    assertThat(warning(List.of(Category.MEDICATION, Category.TRAINING)))
        .isEqualTo("No policy sets 'update' for this_shift in medication, training.");
  }

  @Test
  void all_of_them_are_not() {
    assertThat(warning(List.of(Category.values())))
        .isEqualTo("No policy sets 'update' for this_shift in every category.");
  }

  private static String warning(List<Category> categories) {
    return PolicyWarning.of(new PolicyGap(ClockKind.UPDATE, Impact.THIS_SHIFT, categories))
        .message();
  }
}
