package care.andon.sla.preview;

import care.andon.platform.problem.Problem;
import care.andon.sla.CalendarBody;
import care.andon.sla.engine.InvalidCalendar;
import care.andon.sla.engine.InvalidCase;
import care.andon.sla.engine.SlaAct;
import care.andon.sla.engine.SlaCase;
import care.andon.sla.engine.WorkCalendar;
import care.andon.versioned.BodyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A promise and the events of its life, as they are written in JSON. */
@Schema(name = "SlaPreviewRequest")
record PreviewBody(
    @Schema(required = true) @Nullable CalendarBody calendar,
    @Schema(
            description = "Open time promised: an exact ISO 8601 duration, at most 100 years",
            examples = "PT8H",
            format = "duration",
            pattern = BodyReader.DURATION,
            required = true)
        @Nullable String target,
    @Schema(examples = "2026-03-06T18:30:00Z", format = "date-time", required = true)
        @Nullable String start,
    @Schema(description = "In the order in which they happened. Events after `asOf` are ignored")
        @Nullable List<@Nullable EventBody> events,
    @Schema(
            description =
                "Wall-clock time after which a pause ends automatically. Without it: never",
            examples = "PT24H",
            format = "duration",
            pattern = BodyReader.DURATION)
        @Nullable String pauseLimit,
    @Schema(
            description = "Escalation steps in percent of the target, 1 to 1000, each once",
            examples = "[75, 100]")
        @Nullable List<@Nullable Integer> steps,
    @Schema(
            description = "The instant at which the promise is evaluated",
            examples = "2026-03-09T12:00:00Z",
            format = "date-time",
            required = true)
        @Nullable String asOf) {

  private static final int MOST_EVENTS = 10_000;
  private static final int MOST_STEPS = 100;

  /** One event. */
  @Schema(name = "SlaPreviewEvent")
  record EventBody(
      @Schema(examples = "2026-03-09T09:15:00Z", format = "date-time", required = true)
          @Nullable String at,
      @Schema(
              enumeration = {"pause", "resume", "stop", "undo", "reopen", "raise", "lower"},
              required = true)
          @Nullable String type,
      @Schema(
              description = "The new target, for raise and lower only",
              examples = "PT1H",
              format = "duration",
              pattern = BodyReader.DURATION)
          @Nullable String target) {

    private @Nullable SlaAct read(BodyReader reader, String pointer) {
      var instant = reader.instant(at, pointer + "/at");
      if (type == null) {
        reader.refuseMissing(pointer + "/type");
        return null;
      }
      return switch (type) {
        case "pause" -> readPlain(instant, SlaAct.Pause::new, reader, pointer);
        case "resume" -> readPlain(instant, SlaAct.Resume::new, reader, pointer);
        case "stop" -> readPlain(instant, SlaAct.Stop::new, reader, pointer);
        case "undo" -> readPlain(instant, SlaAct.Undo::new, reader, pointer);
        case "reopen" -> readPlain(instant, SlaAct.Reopen::new, reader, pointer);
        case "raise" -> readRetargeting(instant, SlaAct.Raise::new, reader, pointer);
        case "lower" -> readRetargeting(instant, SlaAct.Lower::new, reader, pointer);
        default -> {
          reader.refuse(
              pointer + "/type",
              "unknown_value",
              "Send one of: pause, resume, stop, undo, reopen, raise, lower");
          yield null;
        }
      };
    }

    private @Nullable SlaAct readPlain(
        @Nullable Instant instant,
        Function<Instant, SlaAct> act,
        BodyReader reader,
        String pointer) {
      if (target != null) {
        reader.refuse(
            pointer + "/target", "not_allowed", "Send a target with raise and lower only");
      }
      return instant == null ? null : act.apply(instant);
    }

    private @Nullable SlaAct readRetargeting(
        @Nullable Instant instant,
        BiFunction<Instant, Duration, SlaAct> act,
        BodyReader reader,
        String pointer) {
      var newTarget = reader.duration(target, pointer + "/target");
      return instant == null || newTarget == null ? null : act.apply(instant, newTarget);
    }
  }

  /**
   * The case.
   *
   * @throws Problem that names everything that is wrong
   */
  SlaCase read() {
    var reader = new BodyReader();
    var hours = readCalendar(reader);
    var promised = reader.duration(target, "/target");
    var begun = reader.instant(start, "/start");
    List<SlaAct> acts =
        reader.each(events, MOST_EVENTS, "/events", (event, at) -> event.read(reader, at));
    Duration limit = pauseLimit == null ? null : reader.duration(pauseLimit, "/pauseLimit");
    List<Integer> percents =
        steps == null ? null : reader.each(steps, MOST_STEPS, "/steps", (percent, _) -> percent);
    var seen = reader.instant(asOf, "/asOf");
    reader.orThrow();
    try {
      return new SlaCase(
          Objects.requireNonNull(hours),
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

  private @Nullable WorkCalendar readCalendar(BodyReader reader) {
    if (calendar == null) {
      reader.refuseMissing("/calendar");
      return null;
    }
    return calendar.read(reader, "/calendar").orElse(null);
  }
}
