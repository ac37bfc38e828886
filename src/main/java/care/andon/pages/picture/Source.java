package care.andon.pages.picture;

import care.andon.kernel.WireNames;
import care.andon.metrics.form.FigureAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The address at which the API gives the same answer. */
final class Source {
  private Source() {}

  /**
   * Returns the address below {@code /api/v1}.
   *
   * @param figure its name in the address, such as {@code series}
   */
  static String of(String figure, FigureAnswer<?> answer) {
    var query = new LinkedHashMap<String, String>();
    var period = answer.period();
    if (period.name() == null) {
      query.put("from", period.from().toString());
      query.put("to", period.to().toString());
    } else {
      query.put("period", period.name());
    }
    put(query, "facility", answer.filters().facility());
    put(query, "unit", answer.filters().unit());
    put(query, "team", answer.filters().team());
    put(query, "category", name(answer.filters().category()));
    put(query, "by", name(answer.by()));
    query.put("base", WireNames.of(answer.base()));
    if (answer.settled()) {
      query.put("asOf", answer.asOf().toString());
    }
    return query.entrySet().stream()
        .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "/metrics/" + figure + "?", ""));
  }

  private static void put(Map<String, String> query, String name, @Nullable String value) {
    if (value != null) {
      query.put(name, value);
    }
  }

  private static @Nullable String name(@Nullable Enum<?> constant) {
    return constant == null ? null : WireNames.of(constant);
  }
}
