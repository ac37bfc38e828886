package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.directory.Named;
import care.andon.directory.PersonName;
import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent.DeclineReason;
import care.andon.kernel.Category;
import care.andon.kernel.ClockKind;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.Visibility;
import care.andon.request.Actor;
import care.andon.request.Requests;
import care.andon.request.SupportRequest;
import care.andon.request.asker.AskerIdentity;
import care.andon.request.asker.Askers;
import care.andon.request.clock.ClockVerdict;
import care.andon.request.clock.EscalationDeadlines;
import care.andon.request.clock.RequestClock;
import care.andon.request.state.RequestAction;
import care.andon.request.state.RequestStatus;
import care.andon.request.word.Word;
import care.andon.sla.Promises;
import care.andon.sla.engine.ClockState;
import care.andon.sla.engine.SlaClock;
import care.andon.versioned.VersionRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request as a caller sees it. It changes only when {@code version} does. */
@Schema(
    name = "SupportRequest",
    description = "A caregiver's request: the need, who is responsible, and what was promised.")
public record RequestView(
    UUID id,
    @Schema(description = "Reference to use on the phone", examples = "SR-20418") String reference,
    RequestStatus status,
    @Schema(description = "Number of events in the history. Also the ETag", examples = "3")
        int version,
    Impact impact,
    @Schema(description = "A different assessment by an administrator. It moves no clock")
        @Nullable Impact assessedImpact,
    Category category,
    String need,
    @Nullable String room,
    @Nullable String item,
    @Nullable Integer minutesLost,
    @Schema(
            description =
                "The safety notice. Present if a patient is waiting or at risk now: show it to the"
                    + " caregiver",
            examples = Impact.GUARD)
        @Nullable String guard,
    Visibility visibility,
    Named unit,
    @Schema(description = "The caregiver who asked. Absent if they are anonymous to you")
        @Nullable PersonName requester,
    @Nullable PersonName onBehalfOf,
    @Schema(description = "The responsible team. Absent while the request is unrouted")
        @Nullable Named team,
    @Schema(description = "The assignee") @Nullable PersonName assignee,
    @Schema(
            description =
                "Whether no reachable person or team is responsible. The minutes are counted as a defect")
        boolean unrouted,
    @Schema(
            description =
                "Whether the assignee is off shift with something due before they are back,"
                    + " or has left, and nobody of the team was on call; or a person named an"
                    + " assignee who is off shift")
        boolean unattended,
    @Schema(
            description = "Why nobody on call looks after the request. Absent if somebody does",
            examples =
                "Unattended: Omar Ortiz handed it over to Grace Kim (Grace Kim is off shift and"
                    + " nobody of Supply chain is on call)")
        @Nullable String warning,
    @Schema(description = "Number of transfers between teams") int transfers,
    @Schema(
            description =
                "The reason for the present team and assignee. After a person acted on a request"
                    + " of another, or on an unattended one, that they did",
            examples = "Omar Ortiz acknowledged it")
        String because,
    @Schema(
            description =
                "The routing rule that decided. Absent if the owner of the category is"
                    + " responsible or a person has assigned the request since."
                    + " /requests/{id}/routing explains it")
        @Nullable VersionRef rule,
    Instant askedAt,
    Instant receivedAt,
    Instant updatedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable PersonName acknowledgedBy,
    @Schema(description = "When help was promised to arrive") @Nullable Instant promisedBy,
    @Nullable Instant resolvedAt,
    @Nullable Instant confirmedAt,
    int reopened,
    @Schema(description = "The highest tier reached. 0 if there was no escalation")
        int escalatedTier,
    @Schema(description = "Number of unanswered escalations") int openEscalations,
    @Schema(description = "The open question, or the words with which the request was settled")
        @Nullable String words,
    @Schema(description = "The latest words of the department to the caregiver")
        @Nullable WordView latestWordToCaregiver,
    @Schema(description = "The latest words of the caregiver after filing")
        @Nullable WordView latestWordFromCaregiver,
    @Schema(description = "Present while the request is declined") @Nullable DeclineView declined,
    @Schema(
            description =
                "The latest escalations: those of one instant, because a step can call several"
                    + " tiers. /requests/{id}/escalations has all")
        List<CallView> latestEscalations,
    @Schema(
            description =
                "The people who took an escalation and owe the caregiver a word. Absent in lists,"
                    + " and if there are none")
        @Nullable List<OwedWordView> owedWords,
    @Schema(description = "When the next promise is due, or when the oldest missed one was")
        @Nullable Instant dueAt,
    @Schema(
            description =
                "When the next message to the caregiver is due, or when the oldest missed one was."
                    + " Absent if none is")
        @Nullable Instant nextWordDueAt,
    @Schema(description = "The clocks. Absent in lists") @Nullable List<ClockView> clocks,
    @Schema(description = "What you may do with the request now")
        Set<RequestAction> allowedActions) {

  /** How the department declined the request. */
  @Schema(name = "RequestDeclined")
  record DeclineView(
      DeclineReason reason,
      String words,
      @Schema(description = "What the department proposes instead", examples = "Use the 4 inch kit")
          @Nullable String alternative) {

    private static @Nullable DeclineView of(@Nullable Word word, RequestStatus status) {
      var decline = word == null ? null : word.decline();
      return word == null || decline == null || status != RequestStatus.DECLINED
          ? null
          : new DeclineView(decline.reason(), word.words(), decline.alternative());
    }
  }

  /** That a person who took an escalation owes the caregiver a word. */
  @Schema(name = "OwedWord", description = "A person who took an escalation owes a word.")
  record OwedWordView(
      @Schema(description = "The person who took the escalation") PersonName person,
      @Schema(description = "Number of the escalation within the request", examples = "1")
          int escalation,
      @Schema(description = "If the caregiver hears nothing until then, the tier above is called")
          Instant by) {

    static OwedWordView of(EscalationDeadlines.Next quiet, Names names) {
      var taken = quiet.escalation();
      var person = Objects.requireNonNull(taken.takenBy());
      return new OwedWordView(names.person(person), taken.number(), quiet.at());
    }
  }

  @Schema(name = "RequestClock")
  record ClockView(
      ClockKind kind,
      @Schema(
              description =
                  "Cycle of the update clock: every message to the caregiver begins a new one. 1 for the"
                      + " other clocks")
          int cycle,
      ClockState state,
      Duration target,
      @Nullable Instant dueAt,
      @Nullable Instant breachedAt,
      ClockVerdict verdict) {

    static ClockView of(RequestClock clock, Promises promises) {
      var engine = clock.clock(promises);
      return new ClockView(
          clock.kind(),
          clock.cycle(),
          engine.state(),
          engine.target(),
          engine.dueAt().orElse(null),
          engine.breachedAt(),
          clock.verdict(promises));
    }
  }

  /** The whole request. */
  static RequestView of(
      SupportRequest request, Actor actor, Instant now, Directory directory, Promises promises) {
    var clocks = request.clocks().inOrder().stream().map(it -> ClockView.of(it, promises)).toList();
    var nextWord =
        request
            .clocks()
            .present(ClockKind.UPDATE, promises)
            .filter(clock -> clock.state() != ClockState.STOPPED)
            .flatMap(SlaClock::dueAt);
    var names = new Names(directory);
    var owed =
        new EscalationDeadlines(request.ladder(), request.clocks(), request.progress(), promises)
            .quiet()
            .map(quiet -> OwedWordView.of(quiet, names))
            .toList();
    return of(
        request,
        actor,
        now,
        directory,
        clocks,
        owed.isEmpty() ? null : owed,
        nextWord.orElse(null));
  }

  /** The request as an act left it. */
  public static RequestView of(Requests.Outcome outcome, Directory directory, Promises promises) {
    return of(outcome.request(), outcome.actor(), outcome.now(), directory, promises);
  }

  /**
   * A row of a list.
   *
   * @param nextWordDueAt null if no message is due
   */
  static RequestView row(
      SupportRequest request,
      Actor actor,
      Instant now,
      Directory directory,
      @Nullable Instant nextWordDueAt) {
    return of(request, actor, now, directory, null, null, nextWordDueAt);
  }

  private static RequestView of(
      SupportRequest request,
      Actor actor,
      Instant now,
      Directory directory,
      @Nullable List<ClockView> clocks,
      @Nullable List<OwedWordView> owedWords,
      @Nullable Instant nextWordDueAt) {
    var names = new Names(directory);
    var askers = request.askers();
    var progress = request.progress();
    var toCaregiver = request.latestWords().toCaregiver();
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
        request.impact() == Impact.PATIENT_WAITING ? Impact.GUARD : null,
        request.filed().visibility(),
        names.unit(request),
        askers.requester(actor.self()).map(names::person).orElse(null),
        askers.onBehalfOf(actor.self()).map(names::person).orElse(null),
        names.team(request),
        request.assignee() == null ? null : names.person(request.assignee()),
        request.responsible().isUnrouted(),
        request.responsible().isUnattended(),
        request.responsible().warning().orElse(null),
        request.responsible().transfers(),
        names.because(request),
        request
            .responsible()
            .rule()
            .map(it -> new VersionRef(it.code(), it.version()))
            .orElse(null),
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
        WordView.of(toCaregiver, request, actor, names),
        WordView.of(request.latestWords().fromCaregiver(), request, actor, names),
        DeclineView.of(toCaregiver, request.status()),
        request.latestCalls().all().stream().map(call -> CallView.of(call, names)).toList(),
        owedWords,
        request.dueAt().orElse(null),
        nextWordDueAt,
        clocks,
        actor.allowed(request, now));
  }

  /** Names as the directory has them now. */
  public record Names(Directory directory) {
    private static final String ACKNOWLEDGED = " acknowledged it";
    private static final String ACTED = " acted on it";

    Named unit(SupportRequest request) {
      return directory
          .unit(request.filed().unit())
          .map(unit -> new Named(unit.id().value(), unit.code(), unit.name()))
          .orElseThrow();
    }

    @Nullable
    public Named team(SupportRequest request) {
      return Optional.ofNullable(request.team())
          .flatMap(directory::team)
          .map(team -> new Named(team.id().value(), team.code(), team.name()))
          .orElse(null);
    }

    String because(SupportRequest request) {
      return request
          .responsible()
          .actedBy()
          .map(by -> person(by).name() + (hasAcknowledged(by, request) ? ACKNOWLEDGED : ACTED))
          .orElseGet(() -> request.responsible().because());
    }

    private static boolean hasAcknowledged(PersonId person, SupportRequest request) {
      return request.progress().acknowledgedBy().equals(Optional.of(person));
    }

    /** Who did it. Empty for an automatic event, and if an asker is anonymous to the viewer. */
    Optional<PersonName> by(RecordedEvent recorded, Askers askers, AskerIdentity viewer) {
      return by(recorded.asker(), recorded.actor(), askers, viewer);
    }

    /** Who it was: an asker by their number, or a person of the department. */
    Optional<PersonName> by(
        @Nullable Integer asker, @Nullable PersonId actor, Askers askers, AskerIdentity viewer) {
      return Optional.ofNullable(asker)
          .flatMap(number -> askers.person(number, viewer))
          .or(() -> Optional.ofNullable(actor))
          .map(this::person);
    }

    public PersonName person(PersonId id) {
      return PersonName.of(id, directory);
    }
  }
}
