package care.andon.telling.engine;

import static org.assertj.core.api.Assertions.assertThat;

import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.kernel.Reference;
import care.andon.kernel.WireNames;
import care.andon.telling.engine.MessageText.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The words of every message. {@code -Dgolden.write=true} writes the golden files. */
class MessageTextTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/messages");
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final Instant AT = Instant.parse("2026-11-28T09:05:00Z");

  @ParameterizedTest
  @EnumSource
  void every_occasion_has_its_words(NoticeOccasion occasion) throws IOException {
    golden(WireNames.of(occasion), List.of(line(occasion, false, false)));
  }

  @Test
  void a_confidential_request_is_named_without_category_and_unit() throws IOException {
    golden("escalated-confidential", List.of(line(NoticeOccasion.ESCALATED, false, true)));
  }

  @Test
  void a_stand_down_says_that_it_is_over() throws IOException {
    golden("stand-down", List.of(line(NoticeOccasion.ESCALATED, true, false)));
  }

  @Test
  void several_things_are_one_message() throws IOException {
    golden(
        "several",
        List.of(
            line(NoticeOccasion.ASSIGNED, false, false),
            line(NoticeOccasion.ESCALATED, false, false)));
  }

  @Test
  void a_long_message_counts_the_rest() throws IOException {
    golden("many", Collections.nCopies(12, line(NoticeOccasion.PROMISE_MISSED, false, false)));
  }

  private static Line line(NoticeOccasion occasion, boolean standDown, boolean confidential) {
    return new Line(
        occasion,
        standDown,
        new Reference(20418),
        Impact.PATIENT_WAITING,
        confidential ? null : Category.SUPPLIES,
        confidential ? null : "4 West",
        AT,
        occasion.isPage() ? AT.plusSeconds(300) : null,
        CHICAGO);
  }

  private static void golden(String name, List<Line> lines) throws IOException {
    var link = lines.getLast().occasion().isPage() ? "https://andon.example.org/t#token" : null;
    var said = MessageText.subject(lines) + "\n\n" + MessageText.text(lines, link) + "\n";
    var file = GOLDEN.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(file, said);
    }
    assertThat(said).isEqualTo(Files.readString(file));
  }
}
