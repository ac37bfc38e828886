package care.andon.sla;

import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.platform.text.Codes;
import care.andon.platform.text.Names;
import care.andon.sla.match.engine.PolicyCriteria;
import care.andon.versioned.BodyReader;
import care.andon.versioned.VersionRef;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy as a client sends it, to publish it or to try it. */
@Schema(name = "SlaPolicyDraft", description = "A policy to publish. Always the whole document.")
public record PolicyDraft(
    @Schema(
            description = "Short and unique. A retired code is never used again",
            examples = "training-clinic",
            pattern = Codes.PUBLISHED,
            required = true)
        @Nullable String code,
    @Schema(examples = "Training in the clinics", maxLength = Names.LONGEST, required = true)
        @Nullable String name,
    @Schema(description = "The requests it applies to. Without it: all") @Nullable MatchBody match,
    @Schema(description = "The promises of the policy, at least one", required = true)
        @Nullable ClocksBody clocks,
    @Schema(
            description =
                "How long a request waits for the caregiver at most, up to PT24H. Without it:"
                    + " PT24H",
            examples = "PT24H",
            format = "duration",
            pattern = BodyReader.DURATION)
        @Nullable String waitLimit,
    @Schema(
            description =
                "How long an escalation waits for an answer before it goes to the next tier,"
                    + " at most P30D. Without it: PT5M, PT15M, PT1H or PT24H, by impact",
            examples = "PT15M",
            format = "duration",
            pattern = BodyReader.DURATION)
        @Nullable String answerWithin) {

  private static final Duration LONGEST_ANSWER = Duration.ofDays(30);
  private static final int MOST_PLACES = 1_000;

  /** The requests that a policy is for. */
  @Schema(
      name = "SlaPolicyDraftMatch",
      description =
          "Every dimension that is named must match. The most specific matching policy sets a"
              + " clock: the one that names most dimensions.")
  public record MatchBody(
      @Schema(examples = "[\"patient_waiting\"]") @Nullable List<@Nullable String> impacts,
      @Schema(examples = "[\"medication\"]") @Nullable List<@Nullable String> categories,
      @Schema(description = "By id or code", examples = "[\"LAKESIDE\"]")
          @Nullable List<@Nullable String> facilities,
      @Schema(description = "By id or code", examples = "[\"CLINIC\"]")
          @Nullable List<@Nullable String> units,
      @Schema(
              description = "Ids or codes of teams responsible for the request",
              examples = "[\"pharmacy\"]")
          @Nullable List<@Nullable String> teams) {}

  /** The promises of a policy. */
  @Schema(name = "SlaPolicyDraftClocks", description = "The promises of a policy. At least one.")
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
      @Schema(description = "Steps, by ascending percentage")
          @Nullable List<@Nullable StepBody> steps) {}

  /** Something that happens on the way. */
  @Schema(
      name = "SlaPolicyDraftStep",
      description = "A step, with exactly one of `warn`, `climb` and `tiers`.")
  public record StepBody(
      @Schema(description = "Percentage of the target, 1 to 1000", examples = "75", required = true)
          @Nullable Integer percent,
      @Schema(description = "true: warn the assignee") @Nullable Boolean warn,
      @Schema(description = "true: escalate to the next tier") @Nullable Boolean climb,
      @Schema(description = "Tiers to escalate to at once, 1 to 4, ascending", examples = "[2, 3]")
          @Nullable List<@Nullable Integer> tiers) {}

  /**
   * The policy; null if something was refused.
   *
   * @param published has the calendars that the policy may name
   */
  @Nullable SlaPolicy read(
      BodyReader reader, VersionRef ref, PublishedPolicies published, PolicyPlaces places) {
    var matched = readMatch(reader, places);
    var promises = new PolicyClocksReader(reader, published).read(clocks);
    var wait =
        waitLimit == null
            ? SlaPolicy.LONGEST_WAIT
            : PolicyClocksReader.bounded(
                reader, waitLimit, "/waitLimit", SlaPolicy.LONGEST_WAIT, "PT24H");
    var answer =
        answerWithin == null
            ? null
            : PolicyClocksReader.bounded(
                reader, answerWithin, "/answerWithin", LONGEST_ANSWER, "P30D");
    return reader.hasRefused() || wait == null
        ? null
        : new SlaPolicy(ref, matched, promises, wait, answer);
  }

  private PolicyCriteria readMatch(BodyReader reader, PolicyPlaces places) {
    if (match == null) {
      return PolicyCriteria.ALL;
    }
    return new PolicyCriteria(
        reader.namedConstants(
            match.impacts(), MOST_PLACES, "/match/impacts", Impact.class, "impact"),
        reader.namedConstants(
            match.categories(), MOST_PLACES, "/match/categories", Category.class, "category"),
        reader.named(
            match.facilities(), MOST_PLACES, "/match/facilities", places::facility, "facility"),
        reader.named(match.units(), MOST_PLACES, "/match/units", places::unit, "unit"),
        reader.named(match.teams(), MOST_PLACES, "/match/teams", places::team, "team"));
  }
}
