package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.Visibility;
import care.andon.request.Actor;
import care.andon.request.RequestAction;
import care.andon.request.RequestStatus;
import care.andon.request.Requests;
import care.andon.request.SupportRequest;
import care.andon.request.assignment.NamedPerson;
import care.andon.request.clock.RequestClock;
import care.andon.sla.Promises;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.SlaClock;
import care.andon.sla.engine.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request as a caller sees it. It changes only when {@code version} does. */
@Schema(name = "Request", description = "A caregiver's need, who has it, and what was promised.")
public record RequestView(
    UUID id,
    @Schema(description = "What a person can say on the phone", examples = "SR-20418")
        String reference,
    RequestStatus status,
    @Schema(description = "Counts the events of its history; also its ETag", examples = "3")
        int version,
    Impact impact,
    @Schema(description = "An administrator's differing view; moves no clock")
        @Nullable Impact assessedImpact,
    Category category,
    String need,
    @Nullable String room,
    @Nullable String item,
    @Nullable Integer minutesLost,
    Visibility visibility,
    Place unit,
    @Schema(description = "Absent where the asker is anonymous to you") @Nullable Named requester,
    @Nullable Named onBehalfOf,
    @Schema(description = "The responsible team; absent while unrouted") @Nullable Place team,
    @Schema(description = "The named person who has it") @Nullable Named assignee,
    @Schema(description = "Nobody reachable is responsible: a defect, counted by the minute")
        boolean unrouted,
    @Schema(
            description =
                "Its assignee is off shift, with something due before they are back, or has left, and"
                    + " nobody of the team was on call then")
        boolean unattended,
    @Schema(description = "How often it went from one team to another") int transfers,
    @Schema(description = "Why it is where it is") String because,
    @Schema(
            description =
                "The routing rule that sent it there; absent where the owner of the category has it,"
                    + " or somebody has moved it since. See /requests/{id}/routing for the whole")
        @Nullable Rule rule,
    Instant askedAt,
    Instant receivedAt,
    Instant updatedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Named acknowledgedBy,
    @Schema(description = "\"There by\": what was promised in words") @Nullable Instant promisedBy,
    @Nullable Instant resolvedAt,
    @Nullable Instant confirmedAt,
    int reopened,
    @Schema(description = "The highest tier it has reached; 0 for none") int escalatedTier,
    @Schema(description = "Escalations that nobody has answered yet") int openEscalations,
    @Schema(description = "The open question, or how it was settled, in words")
        @Nullable String words,
    @Schema(description = "When the next promise falls due, or the oldest missed one did")
        @Nullable Instant dueAt,
    @Schema(description = "When the caregiver hears the next word at the latest")
        @Nullable Instant nextWordDueAt,
    @Schema(description = "Its promises; not in lists") @Nullable List<ClockView> clocks,
    @Schema(description = "What you can do now") Set<RequestAction> allowedActions) {

  @Schema(name = "RuleVersion")
  public record Rule(@Schema(examples = "ventilators") String code, int version) {}

  @Schema(name = "Place")
  public record Place(UUID id, String code, String name) {}

  @Schema(name = "PersonName")
  public record Named(UUID id, String name) {}

  @Schema(name = "Clock")
  record ClockView(
      ClockKind kind,
      @Schema(description = "Silences are counted: each word to the caregiver begins a new one")
          int cycle,
      ClockState state,
      Duration target,
      @Nullable Instant dueAt,
      @Nullable Instant breachedAt,
      Verdict verdict) {

    static ClockView of(RequestClock clock, Promises promises) {
      var engine = clock.clock(promises);
      return new ClockView(
          clock.kind(),
          clock.cycle(),
          engine.state(),
          engine.target(),
          engine.dueAt().orElse(null),
          engine.breachedAt(),
          engine.verdict());
    }
  }

  /** The whole request. */
  static RequestView of(
      SupportRequest request, Actor actor, Instant now, Directory directory, Promises promises) {
    var clocks = request.clocks().inOrder().stream().map(it -> ClockView.of(it, promises)).toList();
    var nextWord = request.clocks().present(ClockKind.UPDATE, promises).flatMap(SlaClock::dueAt);
    return of(request, actor, now, directory, clocks, nextWord.orElse(null));
  }

  /** The request as an act left it. */
  public static RequestView of(Requests.Outcome outcome, Directory directory, Promises promises) {
    return of(outcome.request(), outcome.actor(), outcome.now(), directory, promises);
  }

  /** A row of a list. */
  static RequestView row(SupportRequest request, Actor actor, Instant now, Directory directory) {
    return of(request, actor, now, directory, null, null);
  }

  private static RequestView of(
      SupportRequest request,
      Actor actor,
      Instant now,
      Directory directory,
      @Nullable List<ClockView> clocks,
      @Nullable Instant nextWordDueAt) {
    var names = new Names(directory);
    var askerIsShown = actor.seesAskerOf(request);
    var progress = request.progress();
    return new RequestView(
        request.id().value(),
        request.reference().toString(),
        request.status(),
        request.version(),
        request.impact(),
        request.assessedImpact().orElse(null),
        request.filed().category(),
        request.filed().need(),
        request.filed().room().orElse(null),
        request.filed().item().orElse(null),
        request.filed().minutesLost().orElse(null),
        request.filed().visibility(),
        names.unit(request),
        askerIsShown ? names.person(request.filed().requester()) : null,
        askerIsShown ? request.filed().onBehalfOf().map(names::person).orElse(null) : null,
        names.team(request),
        request.assignee() == null ? null : names.person(request.assignee()),
        request.responsible().isUnrouted(),
        request.responsible().isUnattended(),
        request.responsible().transfers(),
        request.responsible().because(),
        request.responsible().rule().map(it -> new Rule(it.code(), it.version())).orElse(null),
        request.filed().askedAt(),
        request.filed().receivedAt(),
        request.updatedAt(),
        progress.acknowledgedAt().orElse(null),
        progress.acknowledgedBy().map(names::person).orElse(null),
        progress.promisedBy().orElse(null),
        progress.resolvedAt().orElse(null),
        progress.confirmedAt().orElse(null),
        progress.reopened(),
        request.escalatedTier(),
        request.openEscalations(),
        request.words().orElse(null),
        request.dueAt().orElse(null),
        nextWordDueAt,
        clocks,
        actor.allowed(request, now));
  }

  /** Names as the directory has them now. */
  public record Names(Directory directory) {
    Place unit(SupportRequest request) {
      return directory
          .unit(request.filed().unit())
          .map(unit -> new Place(unit.id().value(), unit.code(), unit.name()))
          .orElseThrow();
    }

    @Nullable
    public Place team(SupportRequest request) {
      return Optional.ofNullable(request.team())
          .flatMap(directory::team)
          .map(team -> new Place(team.id().value(), team.code(), team.name()))
          .orElse(null);
    }

    public Named person(PersonId id) {
      var person = NamedPerson.of(id, directory);
      return new Named(person.id(), person.name());
    }
  }
}
