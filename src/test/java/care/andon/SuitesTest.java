package care.andon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.platform.suite.api.ExcludePackages;
import org.junit.platform.suite.api.SelectPackages;

/** The two halves of the tests together are all tests, and none runs twice. */
class SuitesTest {
  @Test
  void the_second_half_is_everything_but_the_first() {
    assertThat(packages(SecondHalfSuite.class)).containsExactly("care.andon");
    assertThat(SecondHalfSuite.class.getAnnotation(ExcludePackages.class).value())
        .containsExactly(packages(FirstHalfSuite.class));
  }

  private static String[] packages(Class<?> suite) {
    return suite.getAnnotation(SelectPackages.class).value();
  }
}
