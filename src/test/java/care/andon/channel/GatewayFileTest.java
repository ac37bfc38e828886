package care.andon.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's file of gateways. */
class GatewayFileTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PRESETS = Path.of("src/docs/gateways.json");

  private static final String SMS =
      """
      {"sms": {"url": "https://sms.example.org/v1", "headers": {"X-Key": "k"},
        "address": "\\\\+[0-9]{6,14}", "example": "+15550100",
        "body": {"to": "{to}", "nested": [{"text": "{subject}: {text}"}], "n": 1}}}
      """;

  @Test
  void a_value_cannot_break_out_of_its_text_and_is_put_in_once() throws JsonProcessingException {
    var gateway = GatewayFile.read(read(SMS)).get("sms");

    var body = gateway.filled("+15550100", new Message("s\"}", "{to} $1 \\ \n"));

    assertThat(body)
        .isEqualTo(
            read(
                """
                {"to": "+15550100", "nested": [{"text": "s\\"}: {to} $1 \\\\ \\n"}], "n": 1}
                """));
  }

  /** What the manual offers operators to copy. */
  @Test
  void each_preset_says_to_whom_and_what() throws IOException {
    var presets = GatewayFile.read(read(Files.readString(PRESETS)));

    assertThat(presets).containsOnlyKeys("sms", "sms_form", "ntfy", "slack", "teams");
    for (var preset : presets.values()) {
      var body = preset.filled(preset.example(), new Message("SUBJECT", "TEXT")).toString();
      assertThat(body)
          .as(preset.kind())
          .contains(preset.example(), "TEXT")
          .doesNotContain("{to}", "{subject}", "{text}");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'email': {}}                                                                       | email:
          {'Sms': {}}                                                                         | Sms:
          {'sms': {'adress': 'x'}}                                                            | sms/adress: unknown
          {'sms': {'url': 'ftp://x', 'example': 'a', 'body': {}}}                             | sms/url:
          {'sms': {'url': 'https://x', 'example': 'a', 'body': 'text'}}                       | sms/body: write an object
          {'sms': {'url': 'https://x', 'example': 'a', 'body': {'a': ['{name}']}}}            | sms/body/a: {name} is unknown
          {'sms': {'url': 'https://x', 'example': 'a', 'format': 'xml', 'body': {}}}          | sms/format:
          {'sms': {'url': 'https://x', 'example': 'a', 'address': '(', 'body': {}}}           | sms/address:
          {'sms': {'url': 'https://x', 'example': 'a', 'address': '[0-9]+', 'body': {}}}      | sms/example:
          {'sms': {'url': 'https://x', 'example': 'a', 'headers': {'Host': 'y'}, 'body': {}}} | sms/headers/Host:
          """)
  void a_mistake_is_named_with_its_place(String file, String message) {
    assertThatThrownBy(() -> GatewayFile.read(read(file.replace('\'', '"'))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("andon.channels.gateways: " + message);
  }

  private static JsonNode read(String json) throws JsonProcessingException {
    return JSON.readTree(json);
  }
}
