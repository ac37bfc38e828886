package care.andon.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import care.andon.metrics.engine.WilsonInterval;
import care.andon.metrics.form.FigureAnswer;
import care.andon.metrics.wait.WaitFigure;
import care.andon.platform.text.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The examples in the API description have exactly the shape of the real answers. */
class ExamplesTest {
  private static final String KEPT = response("getKept");
  private static final String WAITS = response("getWaits");

  private final ObjectMapper json = new ObjectMapper();

  private static String response(String operation) {
    try {
      return new ObjectMapper()
          .readTree(
              Files.readString(Path.of("src/main/resources/api-examples", operation + ".json")))
          .get("response")
          .toString();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @BeforeEach
  void speakLikeTheService() {
    json.findAndRegisterModules();
    new Json().customize(json);
  }

  @Test
  void kept_reads_and_writes_as_shown() throws JsonProcessingException {
    var read = json.readValue(KEPT, new TypeReference<FigureAnswer<KeptFigure>>() {});
    assertThat(json.readTree(json.writeValueAsString(read))).isEqualTo(json.readTree(KEPT));
  }

  @Test
  void kept_calculates_as_shown() throws JsonProcessingException {
    var shown =
        json.readValue(KEPT, new TypeReference<FigureAnswer<KeptFigure>>() {}).figures().getFirst();
    var due = shown.met() + shown.declined() + shown.missed() + shown.missedOpen();
    var interval = WilsonInterval.of(shown.met(), due).orElseThrow();
    assertThat(shown.kept()).isEqualTo((double) shown.met() / due);
    assertThat(shown.interval()).isNotNull();
    assertThat(shown.interval().low()).isCloseTo(interval.low(), within(1e-12));
    assertThat(shown.interval().high()).isCloseTo(interval.high(), within(1e-12));
  }

  @Test
  void waits_reads_and_writes_as_shown() throws JsonProcessingException {
    var read = json.readValue(WAITS, new TypeReference<FigureAnswer<WaitFigure>>() {});
    assertThat(json.readTree(json.writeValueAsString(read))).isEqualTo(json.readTree(WAITS));
  }
}
