package care.andon.demo.year;

import care.andon.history.RequestEvent.DeclineReason;
import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people of the demo hospital need and write, as listed in {@code demo/year.json}. */
record YearTexts(
    String note,
    List<Topic> categories,
    List<String> acknowledged,
    List<String> messages,
    List<String> questions,
    List<String> answers,
    List<String> confirmed,
    List<String> notFixed,
    List<String> cameBack,
    List<String> withdrawn) {

  /**
   * The requests of one category.
   *
   * @param weight how frequent they are beside those of the other categories
   * @param pace the median time to a solution by day, as a share of the target
   */
  record Topic(
      Category category,
      int weight,
      double pace,
      List<Need> needs,
      List<String> resolved,
      List<Refusal> declined) {}

  record Need(Impact impact, String need, @Nullable String item, int minutesLost) {}

  record Refusal(DeclineReason reason, String words, @Nullable String alternative) {}

  static YearTexts read(ObjectMapper json) {
    try (var file = YearTexts.class.getResourceAsStream("/demo/year.json")) {
      return json.readValue(Objects.requireNonNull(file), YearTexts.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("demo/year.json cannot be read", unreadable);
    }
  }
}
