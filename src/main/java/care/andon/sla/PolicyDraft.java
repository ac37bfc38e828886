package care.andon.sla;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.WireNames;
import care.andon.sla.SlaPolicy.ClockPromise;
import care.andon.sla.engine.SlaClock;
import care.andon.sla.match.engine.PolicyCriteria;
import care.andon.versioned.BodyReader;
import care.andon.versioned.VersionRef;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy on its way to be published, or to be tried. */
@Schema(
    name = "SlaPolicyDraft",
    description = "A policy as it is to be published: the whole document, every time.")
public record PolicyDraft(
    @Schema(
            description = "Short and unique, never used again once retired",
            examples = "training-clinic",
            pattern = BodyReader.CODE,
            required = true)
        @Nullable String code,
    @Schema(
            examples = "Training in the clinics",
            maxLength = BodyReader.LONGEST_NAME,
            required = true)
        @Nullable String name,
    @Schema(description = "Which requests it is for; absent for all") @Nullable MatchBody match,
    @Schema(description = "The promises it makes, at least one", required = true)
        @Nullable ClocksBody clocks,
    @Schema(
            description =
                "How long a request waits for its caregiver at most; PT24H if absent, and never longer",
            examples = "PT24H",
            format = "duration",
            pattern = BodyReader.DURATION)
        @Nullable String waitLimit,
    @Schema(
            description =
                "How long an escalation waits for somebody to take it before it climbs again, at"
                    + " most P30D; if absent PT5M, PT15M, PT1H or PT24H by impact",
            examples = "PT15M",
            format = "duration",
            pattern = BodyReader.DURATION)
        @Nullable String answerWithin) {

  static final Duration LONGEST_TARGET = Duration.ofDays(3_653);
  private static final Duration LONGEST_ANSWER = Duration.ofDays(30);
  private static final int MOST_PLACES = 1_000;
  private static final int MOST_STEPS = 20;
  private static final int LOWEST_TIER = 1;
  private static final int HIGHEST_TIER = 4;

  /** Which requests a policy is for. */
  @Schema(
      name = "SlaPolicyDraftMatch",
      description =
          "Every dimension that is named has to fit. Of several policies that fit and set a clock,"
              + " the one that names more dimensions sets it.")
  public record MatchBody(
      @Schema(examples = "[\"patient_waiting\"]") @Nullable List<@Nullable String> impacts,
      @Schema(examples = "[\"medication\"]") @Nullable List<@Nullable String> categories,
      @Schema(description = "By id or code", examples = "[\"LAKESIDE\"]")
          @Nullable List<@Nullable String> facilities,
      @Schema(description = "By id or code", examples = "[\"CLINIC\"]")
          @Nullable List<@Nullable String> units,
      @Schema(
              description = "By id or code: the team that has the request",
              examples = "[\"pharmacy\"]")
          @Nullable List<@Nullable String> teams) {}

  /** The promises of a policy. */
  @Schema(name = "SlaPolicyDraftClocks", description = "At least one.")
  public record ClocksBody(
      @Nullable ClockBody acknowledge, @Nullable ClockBody update, @Nullable ClockBody resolve) {}

  /** One promise. */
  @Schema(name = "SlaPolicyDraftClock")
  public record ClockBody(
      @Schema(
              description = "Open time promised: an exact ISO 8601 duration, at most ten years",
              examples = "PT30M",
              format = "duration",
              pattern = BodyReader.DURATION,
              required = true)
          @Nullable String target,
      @Schema(
              description = "Code of the calendar it runs on",
              examples = "around-the-clock",
              required = true)
          @Nullable String calendar,
      @Schema(description = "What happens on the way, by ascending percentage")
          @Nullable List<@Nullable StepBody> steps) {}

  /** Something that happens on the way. */
  @Schema(
      name = "SlaPolicyDraftStep",
      description = "Exactly one of 'warn', 'climb' and 'tiers' says what happens.")
  public record StepBody(
      @Schema(description = "Of the target, 1 to 1000", examples = "75", required = true)
          @Nullable Integer percent,
      @Schema(description = "true: the assignee is warned") @Nullable Boolean warn,
      @Schema(description = "true: it climbs one tier") @Nullable Boolean climb,
      @Schema(
              description = "It goes to these tiers at once, 1 to 4, ascending",
              examples = "[2, 3]")
          @Nullable List<@Nullable Integer> tiers) {}

  /**
   * What is meant; null if something was refused.
   *
   * @param published whose calendars it may name
   */
  @Nullable SlaPolicy read(
      BodyReader reader, VersionRef ref, PublishedPolicies published, PolicyPlaces places) {
    var matched = readMatch(reader, places);
    var promises = readClocks(reader, published);
    var wait =
        waitLimit == null
            ? SlaPolicy.LONGEST_WAIT
            : bounded(reader, waitLimit, "/waitLimit", SlaPolicy.LONGEST_WAIT, "PT24H");
    var answer =
        answerWithin == null
            ? null
            : bounded(reader, answerWithin, "/answerWithin", LONGEST_ANSWER, "P30D");
    return reader.hasRefused() || wait == null
        ? null
        : new SlaPolicy(ref, matched, promises, wait, answer);
  }

  private static @Nullable Duration bounded(
      BodyReader reader, @Nullable String text, String pointer, Duration most, String said) {
    var duration = reader.duration(text, pointer);
    if (duration == null) {
      return null;
    }
    if (!duration.isPositive() || duration.compareTo(most) > 0 || duration.getNano() % 1000 != 0) {
      reader.refuse(
          pointer,
          "out_of_range",
          "Send more than zero and at most " + said + ", in whole microseconds");
      return null;
    }
    return duration;
  }

  // --- Match ---

  private PolicyCriteria readMatch(BodyReader reader, PolicyPlaces places) {
    if (match == null) {
      return PolicyCriteria.ALL;
    }
    return new PolicyCriteria(
        named(
            reader,
            match.impacts(),
            "impacts",
            text -> BodyReader.constant(Impact.class, text),
            "impact"),
        named(
            reader,
            match.categories(),
            "categories",
            text -> BodyReader.constant(Category.class, text),
            "category"),
        named(reader, match.facilities(), "facilities", places::facility, "facility"),
        named(reader, match.units(), "units", places::unit, "unit"),
        named(reader, match.teams(), "teams", places::team, "team"));
  }

  private static <T> Set<T> named(
      BodyReader reader,
      @Nullable List<@Nullable String> texts,
      String property,
      Function<String, Optional<T>> find,
      String what) {
    return reader.named(texts, MOST_PLACES, "/match/" + property, find, what);
  }

  // --- Clocks ---

  private Map<ClockKind, ClockPromise> readClocks(BodyReader reader, PublishedPolicies published) {
    var promises = new EnumMap<ClockKind, ClockPromise>(ClockKind.class);
    if (clocks == null) {
      reader.refuseMissing("/clocks");
      return promises;
    }
    if (clocks.acknowledge() == null && clocks.update() == null && clocks.resolve() == null) {
      reader.refuse(
          "/clocks", "no_clock", "Promise something: 'acknowledge', 'update' or 'resolve'");
    }
    readClock(reader, clocks.acknowledge(), ClockKind.ACKNOWLEDGE, published, promises);
    readClock(reader, clocks.update(), ClockKind.UPDATE, published, promises);
    readClock(reader, clocks.resolve(), ClockKind.RESOLVE, published, promises);
    return promises;
  }

  private static void readClock(
      BodyReader reader,
      @Nullable ClockBody clock,
      ClockKind kind,
      PublishedPolicies published,
      Map<ClockKind, ClockPromise> promises) {
    if (clock == null) {
      return;
    }
    var pointer = "/clocks/" + WireNames.of(kind);
    var target =
        bounded(reader, clock.target(), pointer + "/target", LONGEST_TARGET, "ten years (P3653D)");
    var calendar = readCalendar(reader, clock.calendar(), pointer + "/calendar", published);
    var steps = readSteps(reader, clock.steps(), pointer + "/steps");
    if (target != null && calendar != null) {
      promises.put(kind, new ClockPromise(target, calendar, steps));
    }
  }

  private static @Nullable String readCalendar(
      BodyReader reader, @Nullable String code, String pointer, PublishedPolicies published) {
    if (code == null) {
      reader.refuseMissing(pointer);
      return null;
    }
    var calendar = published.calendars().latest(code);
    if (calendar.isEmpty()) {
      reader.refuse(
          pointer, "unknown_calendar", "Send the code of a calendar listed at /calendars");
      return null;
    }
    if (!calendar.get().isInForce()) {
      reader.refuse(pointer, "retired_calendar", "The calendar is retired; choose another one");
      return null;
    }
    return code;
  }

  private static SortedMap<Integer, StepAction> readSteps(
      BodyReader reader, @Nullable List<@Nullable StepBody> steps, String pointer) {
    var actions = new TreeMap<Integer, StepAction>();
    reader.each(
        steps,
        MOST_STEPS,
        pointer,
        (step, at) -> {
          var percent = readPercent(reader, step.percent(), actions, at + "/percent");
          var action = readAction(reader, step, at);
          if (percent != null && action != null) {
            actions.put(percent, action);
          }
          return step;
        });
    return actions;
  }

  private static @Nullable Integer readPercent(
      BodyReader reader,
      @Nullable Integer percent,
      SortedMap<Integer, StepAction> before,
      String pointer) {
    if (percent == null) {
      reader.refuseMissing(pointer);
      return null;
    }
    if (percent < 1 || percent > SlaClock.MOST_PERCENT) {
      reader.refuse(
          pointer, "out_of_range", "Send 1 to %d percent".formatted(SlaClock.MOST_PERCENT));
      return null;
    }
    if (!before.isEmpty() && percent <= before.lastKey()) {
      reader.refuse(
          pointer, "out_of_order", "Steps come by ascending percentage, each percentage once");
      return null;
    }
    return percent;
  }

  private static @Nullable StepAction readAction(BodyReader reader, StepBody step, String pointer) {
    var warns = Boolean.TRUE.equals(step.warn());
    var climbs = Boolean.TRUE.equals(step.climb());
    var said = (warns ? 1 : 0) + (climbs ? 1 : 0) + (step.tiers() == null ? 0 : 1);
    if (said != 1) {
      reader.refuse(pointer, "one_action", "Say what happens: one of 'warn', 'climb' and 'tiers'");
      return null;
    }
    if (step.tiers() != null) {
      return readTiers(reader, step.tiers(), pointer + "/tiers");
    }
    return warns ? new StepAction.Warn() : new StepAction.ClimbOneTier();
  }

  private static @Nullable StepAction readTiers(
      BodyReader reader, List<@Nullable Integer> tiers, String pointer) {
    List<Integer> read = reader.each(tiers, HIGHEST_TIER, pointer, (tier, at) -> tier);
    var ascending = !read.isEmpty() && read.size() == tiers.size();
    for (var i = 0; i < read.size() && ascending; i++) {
      var tier = read.get(i);
      ascending = tier >= LOWEST_TIER && tier <= HIGHEST_TIER && (i == 0 || tier > read.get(i - 1));
    }
    if (!ascending) {
      reader.refuse(pointer, "not_tiers", "Send one or more tiers of 1 to 4, ascending, each once");
      return null;
    }
    return new StepAction.GoToTiers(read);
  }
}
