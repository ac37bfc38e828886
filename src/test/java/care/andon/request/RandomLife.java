package care.andon.request;

import static care.andon.request.AnyNeed.by;
import static care.andon.request.AnyNeed.does;

import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Assigned;
import care.andon.history.RequestEvent.AssigneeLeft;
import care.andon.history.RequestEvent.Audience;
import care.andon.history.RequestEvent.DeclineReason;
import care.andon.history.RequestEvent.GivenBack;
import care.andon.history.RequestEvent.HandedOver;
import care.andon.history.RequestEvent.Opened;
import care.andon.history.RequestEvent.PersonNotReached;
import care.andon.history.RequestEvent.Redacted;
import care.andon.history.RequestEvent.RedactionKind;
import care.andon.history.RequestEvent.Routed;
import care.andon.history.RequestEvent.Taken;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.RequestId;
import care.andon.kernel.TeamId;
import care.andon.platform.problem.Problem;
import care.andon.request.assignment.AssigneeShifts;
import care.andon.request.escalation.RequestEscalation;
import care.andon.request.state.TransitionNotAllowed;
import care.andon.sla.Promises;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One request's life, made up from a seed: who does what when, whether the state allows it or not.
 * Some begin with nobody, with a team or without.
 */
record RandomLife(long seed, Impact impact, Category category, Routed routed, List<Act> acts) {
  static final Instant START = Instant.parse("2026-03-05T21:58:30Z");
  static final PersonId CAREGIVER = AnyNeed.CAREGIVER;
  static final PersonId ADMINISTRATOR = AnyNeed.ADMINISTRATOR;

  /** Days on their own, nights by turns; the administrator is there by day. */
  static final AssigneeShifts SHIFTS = new DaysAndNights();

  private static final PersonId COLLEAGUE = DaysAndNights.AT_NIGHT;
  private static final TeamId TEAM = AnyNeed.TEAM;
  private static final TeamId OTHER_TEAM = new TeamId(new UUID(2, 2));
  private static final int MOST_ACTS = 14;

  /** Something somebody tries at an instant. */
  record Act(Instant at, String name, Try attempt) {}

  interface Try {
    void on(RequestActs acts);
  }

  static RandomLife of(long seed) {
    var random = new Random(seed);
    var at = START;
    var acts = new ArrayList<Act>();
    var many = 1 + random.nextInt(MOST_ACTS);
    for (int i = 0; i < many; i++) {
      at = at.plus(pause(random));
      acts.add(act(random, at));
    }
    return new RandomLife(
        seed,
        pick(random, Impact.values()),
        pick(random, Category.values()),
        routed(random.nextInt(4)),
        List.copyOf(acts));
  }

  private static Routed routed(int number) {
    return switch (number) {
      case 0 -> new Routed(null, null, List.of(), true, "Nobody is there", null);
      case 1 -> new Routed(TEAM, null, List.of(), true, "Nobody of the team is there", null);
      default -> AnyNeed.ROUTED;
    };
  }

  /** From nothing to weeks, and now and then exactly what a promise or a wait is long. */
  private static Duration pause(Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> Duration.ZERO;
      case 1 -> Duration.ofSeconds(random.nextInt(300));
      case 2 -> Duration.ofMinutes(random.nextInt(120));
      case 3 -> Duration.ofHours(random.nextInt(60));
      case 4 -> Duration.ofMinutes(pick(random, 5, 15, 60, 120, 480, 1440));
      case 5 -> Duration.ofHours(pick(random, 24, 72, 120, 336, 24 * 14));
      default -> Duration.ofSeconds(1 + random.nextInt(40_000)).plusNanos(7_000);
    };
  }

  private static Act act(Random random, Instant at) {
    var impact = pick(random, Impact.values());
    var words = "words " + random.nextInt(2);
    var fromCaregiver = random.nextBoolean();
    var number = random.nextInt(4);
    var audience = fromCaregiver ? Audience.CAREGIVER : pick(random, Audience.values());
    var administrator = pick(random, ADMINISTRATOR, COLLEAGUE);
    return switch (random.nextInt(28)) {
      case 0 ->
          new Act(
              at,
              "acknowledge",
              it -> does(it, new RequestCommand.Acknowledge(null, words), ADMINISTRATOR));
      case 1 ->
          new Act(
              at,
              "promise",
              it ->
                  does(
                      it,
                      new RequestCommand.Acknowledge(at.plusSeconds(600), words),
                      ADMINISTRATOR));
      case 2 ->
          new Act(
              at,
              "assign",
              it ->
                  it.act(
                      new RequestCommand.Assign(null, null, words),
                      by(ADMINISTRATOR),
                      (_, _, _, _) ->
                          new Assigned(number == 0 ? TEAM : OTHER_TEAM, colleague(number), words)));
      case 15, 16 ->
          new Act(
              at,
              "take it",
              it ->
                  it.act(
                      new RequestCommand.Take(new RequestCommand.Comment(words)),
                      by(administrator),
                      (_, _, request, _) -> new Taken(request.team(), words, "Took it")));
      case 17 ->
          new Act(
              at,
              "give back",
              it ->
                  it.act(
                      new RequestCommand.GiveBack(new RequestCommand.Reason(words)),
                      by(administrator),
                      (_, _, _, _) -> new GivenBack(TEAM, COLLEAGUE, words, "Gave it back")));
      case 18, 19 ->
          new Act(
              at,
              "hand over",
              it -> {
                new CatchUp(it.request(), it.context()).toNow();
                it.handOver(
                    new HandedOver(OTHER_TEAM, COLLEAGUE, words, "Handed it over"), administrator);
              });
      case 20 ->
          new Act(
              at,
              "assigneeLeft",
              it -> {
                new CatchUp(it.request(), it.context()).toNow();
                var left = it.request().assignee();
                if (left != null) {
                  it.assigneeLeft(new AssigneeLeft(left, it.request().team(), null, words));
                }
              });
      case 21, 22 ->
          new Act(
              at,
              "route again",
              it ->
                  it.routeAgain(
                      new Routed(TEAM, administrator, List.of(), number == 0, words, null)));
      case 23, 24 -> new Act(at, "pick up", RequestActs::pickUp);
      case 26, 27 -> new Act(at, "not reached", it -> reachesNobody(it, number));
      case 25 ->
          new Act(
              at,
              "redact",
              it ->
                  it.redacted(
                      List.of(new Redacted(1, "/need", RedactionKind.OTHER)), administrator));
      case 3, 4 ->
          new Act(
              at,
              "message",
              it ->
                  does(
                      it,
                      new RequestCommand.Message(words, audience),
                      fromCaregiver ? CAREGIVER : ADMINISTRATOR));
      case 5, 6 -> new Act(at, "ask", it -> does(it, new RequestCommand.Ask(words), ADMINISTRATOR));
      case 7 ->
          new Act(
              at,
              "answer",
              it ->
                  does(
                      it,
                      new RequestCommand.Answer(new RequestCommand.Statement(words)),
                      CAREGIVER));
      case 8 ->
          new Act(
              at,
              "impact",
              it -> does(it, new RequestCommand.ChangeImpact(impact, words), CAREGIVER));
      case 9 ->
          new Act(
              at,
              "assess",
              it -> does(it, new RequestCommand.Assess(impact, words), ADMINISTRATOR));
      case 10 ->
          new Act(
              at,
              "resolve",
              it ->
                  does(
                      it,
                      new RequestCommand.Resolve(new RequestCommand.Statement(words)),
                      ADMINISTRATOR));
      case 13, 14 -> new Act(at, "take", it -> take(it, number, words));
      case 11 ->
          new Act(
              at,
              "reopen",
              it ->
                  does(
                      it,
                      new RequestCommand.Reopen(
                          new RequestCommand.Reopening(
                              words, number == 0 ? RequestEvent.ReopenWhy.CAME_BACK : null)),
                      CAREGIVER));
      default ->
          switch (random.nextInt(6)) {
            case 0 ->
                new Act(
                    at,
                    "confirm",
                    it ->
                        does(
                            it,
                            new RequestCommand.Confirm(RequestCommand.Comment.NONE),
                            CAREGIVER));
            case 1 ->
                new Act(
                    at,
                    "withdraw",
                    it ->
                        does(
                            it,
                            new RequestCommand.Withdraw(RequestCommand.Comment.NONE),
                            CAREGIVER));
            default ->
                new Act(
                    at,
                    "decline",
                    it ->
                        does(
                            it,
                            new RequestCommand.Decline(DeclineReason.OTHER, words, null),
                            ADMINISTRATOR));
          };
    };
  }

  /** Takes the open escalation in that place, of those there are now; none is a refusal. */
  private static void take(RequestActs acts, int place, String words) {
    var request = acts.request();
    new CatchUp(request, acts.context()).toNow();
    var open = request.ladder().inOrder().stream().filter(RequestEscalation::isOpen).toList();
    if (!open.isEmpty()) {
      var number = open.get(place % open.size()).number();
      does(
          acts,
          new RequestCommand.TakeEscalation(
              Integer.toString(number), new RequestCommand.Comment(words)),
          ADMINISTRATOR);
    }
  }

  /** Of the open escalation in that place, no person called can be reached. */
  private static void reachesNobody(RequestActs acts, int place) {
    var request = acts.request();
    new CatchUp(request, acts.context()).toNow();
    var open = request.ladder().inOrder().stream().filter(RequestEscalation::isOpen).toList();
    if (!open.isEmpty()) {
      var called = open.get(place % open.size());
      called
          .people()
          .forEach(
              person ->
                  acts.personNotReached(
                      new PersonNotReached(
                          called.number(), person, RequestEvent.NotReachedBecause.FAILED)));
    }
  }

  private static @Nullable PersonId colleague(int number) {
    return switch (number) {
      case 0 -> null;
      case 1 -> ADMINISTRATOR;
      default -> COLLEAGUE;
    };
  }

  /** When everything has long happened. */
  Instant end() {
    return acts.getLast().at().plus(Duration.ofDays(200));
  }

  Opened opened() {
    return AnyNeed.opened(impact, category, START, routed);
  }

  /** The request at the end of its life, or so far, with its history. */
  static final class Lived {
    final SupportRequest request;
    final List<RecordedEvent> history = new ArrayList<>();
    private final Promises promises;

    private Lived(RandomLife life, Promises promises) {
      this.promises = promises;
      this.request =
          SupportRequest.open(
              new RequestId(new UUID(5, life.seed)), life.opened(), AnyNeed.ASKERS, moment(START));
      new RequestActs(request, moment(START)).callWhereUnrouted();
      history.addAll(request.drainEvents());
    }

    void lookAt(Instant now) {
      new CatchUp(request, moment(now)).toNow();
      history.addAll(request.drainEvents());
    }

    /** Tries it; a refused act is as if it had not been tried, since nothing is stored of it. */
    boolean tries(Act act) {
      try {
        act.attempt().on(new RequestActs(request, moment(act.at())));
        return true;
      } catch (TransitionNotAllowed | Problem refused) {
        return false;
      } finally {
        history.addAll(request.drainEvents());
      }
    }

    private ActContext moment(Instant now) {
      return RandomLife.moment(now, promises);
    }
  }

  static ActContext moment(Instant now, Promises promises) {
    return new ActContext(now, promises, RandomLife::tier, SHIFTS);
  }

  Lived begin(Promises promises) {
    return new Lived(this, promises);
  }

  /** Whether a caregiver says that the last resolution never happened. */
  static boolean isUndo(RequestEvent event) {
    return event instanceof RequestEvent.Reopened reopened && reopened.undoesResolution();
  }

  /** Who is there changes with the hour: tier 2 is empty at night, and now and then all are. */
  private static List<PersonId> tier(
      FacilityId facility, int tier, @Nullable TeamId team, Instant at) {
    var hour = at.atOffset(ZoneOffset.UTC).getHour();
    var isThere = tier == 2 ? hour >= 7 && hour < 19 : hour % 5 != 0 || tier == hour % 4;
    return isThere ? List.of(person(tier, hour)) : List.of();
  }

  private static PersonId person(int tier, int hour) {
    return new PersonId(new UUID(6, tier * 100L + hour));
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
