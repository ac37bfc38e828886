package care.andon.sla;

import care.andon.platform.Problem;
import care.andon.sla.engine.InvalidCalendar;
import care.andon.sla.engine.InvalidCase;
import care.andon.sla.engine.SlaAct;
import care.andon.sla.engine.SlaCase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A promise and what happened to it, as it stands in JSON. */
@Schema(name = "SlaPreviewRequest")
record PreviewBody(
    @Schema(required = true) @Nullable CalendarBody calendar,
    @Schema(
            description = "Open time promised: an exact ISO 8601 duration, at most 100 years",
            examples = "PT8H",
            format = "duration",
            required = true)
        @Nullable String target,
    @Schema(examples = "2026-03-06T18:30:00Z", format = "date-time", required = true)
        @Nullable String start,
    @Schema(description = "In the order they happened; those after 'asOf' are ignored")
        @Nullable List<@Nullable EventBody> events,
    @Schema(
            description = "Wall-clock time after which a pause ends by itself; absent for never",
            examples = "PT24H",
            format = "duration")
        @Nullable String pauseLimit,
    @Schema(
            description = "Escalation steps in percent of the target, 1 to 1000, each once",
            examples = "[75, 100]")
        @Nullable List<@Nullable Integer> steps,
    @Schema(
            description = "The moment at which one looks",
            examples = "2026-03-09T12:00:00Z",
            format = "date-time",
            required = true)
        @Nullable String asOf) {

  private static final int MOST_EVENTS = 10_000;
  private static final int MOST_STEPS = 100;

  /** Something somebody did. */
  @Schema(name = "SlaPreviewEvent")
  record EventBody(
      @Schema(examples = "2026-03-09T09:15:00Z", format = "date-time", required = true)
          @Nullable String at,
      @Schema(
              enumeration = {"pause", "resume", "stop", "reopen", "raise", "lower"},
              required = true)
          @Nullable String type,
      @Schema(
              description = "The new target, for raise and lower only",
              examples = "PT1H",
              format = "duration")
          @Nullable String target) {

    private @Nullable SlaAct read(BodyReader reader, String pointer) {
      var instant =
          reader.isThere(at, pointer + "/at") ? reader.instant(at, pointer + "/at") : null;
      if (!reader.isThere(type, pointer + "/type")) {
        return null;
      }
      return switch (type) {
        case "raise", "lower" -> readRetargeting(instant, reader, pointer);
        case "pause", "resume", "stop", "reopen" -> readPlain(instant, reader, pointer);
        default -> {
          reader.refuse(
              pointer + "/type",
              "unknown_value",
              "Send one of: pause, resume, stop, reopen, raise, lower");
          yield null;
        }
      };
    }

    private @Nullable SlaAct readRetargeting(
        @Nullable Instant instant, BodyReader reader, String pointer) {
      var newTarget =
          reader.isThere(target, pointer + "/target")
              ? reader.duration(target, pointer + "/target")
              : null;
      if (instant == null || newTarget == null) {
        return null;
      }
      return "raise".equals(type)
          ? new SlaAct.Raise(instant, newTarget)
          : new SlaAct.Lower(instant, newTarget);
    }

    private @Nullable SlaAct readPlain(
        @Nullable Instant instant, BodyReader reader, String pointer) {
      if (target != null) {
        reader.refuse(
            pointer + "/target", "not_allowed", "Send a target with raise and lower only");
      }
      if (instant == null) {
        return null;
      }
      return switch (String.valueOf(type)) {
        case "pause" -> new SlaAct.Pause(instant);
        case "resume" -> new SlaAct.Resume(instant);
        case "stop" -> new SlaAct.Stop(instant);
        default -> new SlaAct.Reopen(instant);
      };
    }
  }

  /**
   * The case that is meant.
   *
   * @throws Problem naming every place that is wrong
   */
  SlaCase read() {
    var reader = new BodyReader();
    var workCalendar =
        reader.isThere(calendar, "/calendar")
            ? calendar.read(reader, "/calendar").orElse(null)
            : null;
    var promised = reader.isThere(target, "/target") ? reader.duration(target, "/target") : null;
    var begun = reader.isThere(start, "/start") ? reader.instant(start, "/start") : null;
    List<SlaAct> acts =
        reader.each(events, MOST_EVENTS, "/events", (event, at) -> event.read(reader, at));
    Duration limit = pauseLimit == null ? null : reader.duration(pauseLimit, "/pauseLimit");
    List<Integer> percents =
        steps == null ? null : reader.each(steps, MOST_STEPS, "/steps", (percent, _) -> percent);
    var seen = reader.isThere(asOf, "/asOf") ? reader.instant(asOf, "/asOf") : null;
    reader.orThrow();
    try {
      return new SlaCase(
          Objects.requireNonNull(workCalendar),
          Objects.requireNonNull(promised),
          Objects.requireNonNull(begun),
          acts,
          limit,
          percents,
          Objects.requireNonNull(seen));
    } catch (InvalidCase fault) {
      throw Problem.invalid(fault.pointer(), fault.code(), fault.advice());
    } catch (InvalidCalendar fault) {
      throw Problem.invalid(fault.pointer(), fault.code(), fault.advice());
    }
  }
}
