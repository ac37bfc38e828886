package care.andon.platform.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which text has a visible character. */
class TextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \t\n",
        "\u0000\u001F\u007F",
        "\u00A0\u2003\u3000\u2028",
        "\u200B\u200C\u200D\u2060\uFEFF",
        "\u00AD\u061C\u180E",
        "\u202E\u2066",
        "\u034F\uFE0F\u0301",
        "\u115F\u1160\u3164\uFFA0",
        "\u2800",
        "\uDB40\uDC41",
        "\uDB40\uDD00",
        "\uD800"
      })
  void nothing_to_read(String text) {
    assertThat(Text.hasWords(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "?",
        "\u200Bx\u200B",
        "\u00E9",
        "e\u0301",
        "\u0939\u093F",
        "\uC548",
        "\u05E9\u05DC\u05D5\u05DD",
        "\uD83D\uDE91",
        "\u2764\uFE0F",
        "7"
      })
  void something_to_read(String text) {
    assertThat(Text.hasWords(text)).isTrue();
  }
}
