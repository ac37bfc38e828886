package care.andon.sla.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the worked cases as they are written down. */
final class WrittenCases {
  private WrittenCases() {}

  /** A case and what an independent program made of it. */
  record WrittenCase(String name, JsonNode json) {
    SlaCase story() {
      return readCase(json);
    }

    SlaAccount expected() {
      return readAccount(json.get("expected"));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The cases of a file in {@code sla-cases}. */
  static List<WrittenCase> in(String name) {
    try (var file = WrittenCases.class.getResourceAsStream("/sla-cases/" + name)) {
      return list(
          new ObjectMapper().readTree(file),
          json -> new WrittenCase(json.get("id").asText() + " " + json.get("note").asText(), json));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static SlaCase readCase(JsonNode json) {
    return new SlaCase(
        readCalendar(json.get("calendar")),
        Duration.parse(json.get("target").asText()),
        Instant.parse(json.get("start").asText()),
        list(json.get("events"), WrittenCases::readAct),
        json.has("pauseLimit") ? Duration.parse(json.get("pauseLimit").asText()) : null,
        json.has("steps") ? list(json.get("steps"), JsonNode::asInt) : null,
        Instant.parse(json.get("asOf").asText()));
  }

  private static WorkCalendar readCalendar(JsonNode json) {
    var weekly = new EnumMap<DayOfWeek, List<OpenInterval>>(DayOfWeek.class);
    json.get("weekly")
        .properties()
        .forEach(day -> weekly.put(DayOfWeek.valueOf(day.getKey()), readHours(day.getValue())));
    return new WorkCalendar(
        ZoneId.of(json.get("timeZone").asText()),
        weekly,
        list(json.get("closures"), WrittenCases::readClosure),
        list(
            json.get("exceptions"),
            exception ->
                new OpenException(
                    LocalDate.parse(exception.get("date").asText()),
                    readHours(exception.get("open")))));
  }

  private static Closure readClosure(JsonNode json) {
    return json.has("date")
        ? new Closure.ClosedDate(LocalDate.parse(json.get("date").asText()))
        : new Closure.ClosedYearly(
            MonthDay.parse("--" + json.get("from").asText()),
            MonthDay.parse("--" + json.get("to").asText()));
  }

  private static List<OpenInterval> readHours(JsonNode json) {
    return list(json, interval -> OpenInterval.parse(interval.asText()));
  }

  private static SlaAct readAct(JsonNode json) {
    var at = Instant.parse(json.get("at").asText());
    return switch (json.get("type").asText()) {
      case "pause" -> new SlaAct.Pause(at);
      case "resume" -> new SlaAct.Resume(at);
      case "stop" -> new SlaAct.Stop(at);
      case "undo" -> new SlaAct.Undo(at);
      case "reopen" -> new SlaAct.Reopen(at);
      case "raise" -> new SlaAct.Raise(at, Duration.parse(json.get("target").asText()));
      case "lower" -> new SlaAct.Lower(at, Duration.parse(json.get("target").asText()));
      default -> throw new IllegalArgumentException(json.toString());
    };
  }

  private static SlaAccount readAccount(JsonNode json) {
    return new SlaAccount(
        Duration.parse(json.get("elapsed").asText()),
        Duration.parse(json.get("gross").asText()),
        ClockState.valueOf(json.get("state").asText().toUpperCase(Locale.ROOT)),
        instant(json.get("breachedAt")),
        Verdict.valueOf(json.get("verdict").asText().toUpperCase(Locale.ROOT)),
        instant(json.get("dueAt")),
        json.has("steps")
            ? list(
                json.get("steps"),
                step ->
                    new FiredStep(
                        step.get("percent").asInt(), Instant.parse(step.get("firedAt").asText())))
            : null);
  }

  private static @Nullable Instant instant(JsonNode json) {
    return json.isNull() ? null : Instant.parse(json.asText());
  }

  private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
    var list = new ArrayList<T>();
    array.forEach(element -> list.add(read.apply(element)));
    return list;
  }
}
