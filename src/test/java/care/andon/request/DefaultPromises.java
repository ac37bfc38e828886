package care.andon.request;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.sla.PolicyBook;
import care.andon.sla.Promises;
import care.andon.sla.SlaPolicy;
import care.andon.sla.SlaPolicy.ClockPromise;
import care.andon.sla.SlaPolicy.StepAction;
import care.andon.sla.engine.OpenInterval;
import care.andon.sla.engine.WorkCalendar;
import care.andon.sla.match.engine.PolicyCriteria;
import care.andon.versioned.VersionRef;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Policies on one calendar, without a database; the same ones at every revision. The default ones
 * are called as those that a migration installs, so that what is stored can be compared.
 */
record DefaultPromises(WorkCalendar calendar, PolicyBook current) implements Promises {
  private static final String CALENDAR = "around-the-clock";

  DefaultPromises(WorkCalendar calendar, List<SlaPolicy> policies) {
    this(
        calendar,
        new PolicyBook(
            Promises.FIRST_REVISION, policies, Map.of(CALENDAR, new VersionRef(CALENDAR, 1))));
  }

  /** The default targets. */
  static DefaultPromises aroundTheClock() {
    return new DefaultPromises(WorkCalendar.always(ZoneOffset.UTC), defaults());
  }

  /** The default targets, in open time of an office. */
  static DefaultPromises inOfficeHours() {
    var hours = List.of(OpenInterval.parse("08:00-12:00"), OpenInterval.parse("13:00-17:00"));
    return new DefaultPromises(
        new WorkCalendar(
            ZoneId.of("America/Chicago"),
            Stream.of(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY)
                .collect(Collectors.toMap(Function.identity(), day -> hours)),
            List.of(),
            List.of()),
        defaults());
  }

  /** Some promises, of other steps and waits, and for many requests some or all of them missing. */
  static DefaultPromises withGaps() {
    var patchy =
        List.of(
            policy(
                "waiting",
                PolicyCriteria.ALL,
                Duration.ofHours(3),
                Map.of(
                    ClockKind.ACKNOWLEDGE, promise("PT10M", warnAt(50), climbAt(100)),
                    ClockKind.RESOLVE, promise("PT2H", warnAt(80))),
                Impact.PATIENT_WAITING),
            policy(
                "shift",
                PolicyCriteria.ALL,
                Duration.ofHours(24),
                Map.of(ClockKind.UPDATE, promise("PT3H", warnAt(60), climbAt(90))),
                Impact.THIS_SHIFT),
            policy(
                "supplies",
                new PolicyCriteria(
                    Set.of(), Set.of(Category.SUPPLIES), Set.of(), Set.of(), Set.of()),
                Duration.ofHours(6),
                Map.of(ClockKind.RESOLVE, promise("PT72H", warnAt(10), climbAt(300)))));
    return new DefaultPromises(WorkCalendar.always(ZoneOffset.UTC), patchy);
  }

  private static List<SlaPolicy> defaults() {
    var policies = new ArrayList<SlaPolicy>();
    policies.add(
        general(Impact.PATIENT_WAITING, "PT15M", "PT1H", promise("PT5M", goAt(200), climbAt(100))));
    policies.add(general(Impact.THIS_SHIFT, "PT2H", "PT8H", promise("PT15M", climbAt(100))));
    policies.add(general(Impact.SLOWS_CARE, "PT48H", "PT120H", promise("PT8H", climbAt(100))));
    policies.add(general(Impact.IMPROVEMENT, "PT336H", "PT1080H", promise("PT24H", climbAt(100))));
    policies.add(
        policy(
            "violence-now",
            new PolicyCriteria(
                Set.of(), Set.of(Category.SAFETY_VIOLENCE), Set.of(), Set.of(), Set.of()),
            Duration.ofHours(24),
            Map.of(ClockKind.ACKNOWLEDGE, promise("PT2M", climbAt(100), goAt(500))),
            Impact.PATIENT_WAITING));
    return policies;
  }

  private static SlaPolicy general(
      Impact impact, String update, String resolve, ClockPromise acknowledge) {
    return policy(
        impact.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        PolicyCriteria.ALL,
        Duration.ofHours(24),
        Map.of(
            ClockKind.ACKNOWLEDGE, acknowledge,
            ClockKind.UPDATE, promise(update),
            ClockKind.RESOLVE, promise(resolve, climbAt(100))),
        impact);
  }

  private static SlaPolicy policy(
      String code,
      PolicyCriteria match,
      Duration waitLimit,
      Map<ClockKind, ClockPromise> clocks,
      Impact... impacts) {
    return new SlaPolicy(
        new VersionRef(code, 1),
        new PolicyCriteria(
            Set.of(impacts), match.categories(), match.facilities(), match.units(), match.teams()),
        clocks,
        waitLimit,
        null);
  }

  /** A promise that is warned of at 75 %, unless something else is said to happen before it. */
  @SafeVarargs
  private static ClockPromise promise(String target, Map.Entry<Integer, StepAction>... steps) {
    var actions = new TreeMap<Integer, StepAction>();
    actions.put(75, new StepAction.Warn());
    for (var step : steps) {
      if (step.getValue() instanceof StepAction.Warn) {
        actions.remove(75);
      }
      actions.put(step.getKey(), step.getValue());
    }
    return new ClockPromise(Duration.parse(target), CALENDAR, actions);
  }

  private static Map.Entry<Integer, StepAction> warnAt(int percent) {
    return Map.entry(percent, new StepAction.Warn());
  }

  private static Map.Entry<Integer, StepAction> climbAt(int percent) {
    return Map.entry(percent, new StepAction.ClimbOneTier());
  }

  private static Map.Entry<Integer, StepAction> goAt(int percent) {
    return Map.entry(percent, new StepAction.GoToTiers(List.of(2, 3)));
  }

  @Override
  public PolicyBook book(long revision) {
    return current;
  }

  @Override
  public WorkCalendar calendar(VersionRef ref) {
    return calendar;
  }
}
