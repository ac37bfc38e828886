package care.andon.support;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownJsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": 1}                 | {"a": 1, "b": 2}
          {"a": 1.0}               | {"a": 1}
          {"a": "…"}               | {"a": {"b": 1}}
          {"a": "one …"}           | {"a": "one word"}
          {"a": {"b": null}}       | {"a": {"b": null, "c": 1}}
          {"a": []}                | {"a": []}
          {"a": [{"b": 1}]}        | {"a": [{"b": 1, "c": 1}]}
          {"a": [1, "…"]}          | {"a": [1, 2, 3]}
          {"a": [1, "…"]}          | {"a": [1]}
          """)
  void shows_part_of_an_answer(String shown, String answer) {
    ShownJson.assertShows(shown, answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a": 1}                 | {"a": 2}
          {"a": 1}                 | {"a": "1"}
          {"a": 1}                 | {"b": 1}
          {"a": "…"}               | {}
          {"a": null}              | {}
          {"a": "one …"}           | {"a": "two words"}
          {"a": "one"}             | {"a": "one word"}
          {"a": "one"}             | {"a": 1}
          {"a": true}              | {"a": false}
          {"a": []}                | {"a": [1]}
          {"a": [1]}               | {"a": [1, 2]}
          {"a": [1, 2]}            | {"a": [2, 1]}
          {"a": [2, "…"]}          | {"a": [1, 2]}
          {"a": [1, 2, "…"]}       | {"a": [1]}
          {"a": ["…", 1]}          | {"a": [1, 1]}
          {"a": {"b": 1}}          | {"a": [1]}
          {"a": 1                  | {"a": 1}
          """)
  void notices_what_is_otherwise(String shown, String answer) {
    assertThatThrownBy(() -> ShownJson.assertShows(shown, answer))
        .isInstanceOf(AssertionError.class);
  }
}
