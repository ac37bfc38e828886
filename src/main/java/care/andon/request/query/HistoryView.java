package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.directory.PersonName;
import care.andon.history.EventTypes;
import care.andon.history.RecordedEvent;
import care.andon.history.RequestEvent;
import care.andon.history.RequestEvent.Audience;
import care.andon.history.RequestEvent.EscalationTaken;
import care.andon.history.RequestEvent.GivenBack;
import care.andon.history.RequestEvent.HandedOver;
import care.andon.history.RequestEvent.Messaged;
import care.andon.history.RequestEvent.Opened;
import care.andon.history.RequestEvent.Taken;
import care.andon.kernel.Category;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.Reference;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.request.Actor;
import care.andon.request.Requests;
import care.andon.request.asker.AskerIdentity;
import care.andon.request.asker.Askers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.DiscriminatorMapping;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event as a caller sees it. */
@Schema(name = "HistoryEvent")
public record HistoryView(
    @Schema(description = "The position in the history; 1 is the first") int seq,
    @Schema(description = "The type of the event", examples = "acknowledged") String type,
    @Schema(description = "When it happened. For automatic events, when it was due") Instant at,
    @Schema(description = "When the service recorded it") Instant recordedAt,
    @Schema(
            description =
                "The person who did it. Absent for automatic events and for an asker who is"
                    + " anonymous to you")
        @Nullable PersonName actor,
    @Schema(
            description =
                "The number of the asker who did it. 1 filed the request; 2 is the colleague for"
                    + " whom it was filed. Absent for everybody else",
            examples = "1")
        @Nullable Integer asker,
    @Schema(
            discriminatorProperty = "type",
            discriminatorMapping = {
              @DiscriminatorMapping(value = "opened", schema = OpenedView.class),
              @DiscriminatorMapping(
                  value = "routed_again",
                  schema = RequestEvent.RoutedAgain.class),
              @DiscriminatorMapping(
                  value = "acknowledged",
                  schema = RequestEvent.Acknowledged.class),
              @DiscriminatorMapping(value = "assigned", schema = RequestEvent.Assigned.class),
              @DiscriminatorMapping(value = "taken", schema = RequestEvent.Taken.class),
              @DiscriminatorMapping(value = "given_back", schema = RequestEvent.GivenBack.class),
              @DiscriminatorMapping(value = "handed_over", schema = RequestEvent.HandedOver.class),
              @DiscriminatorMapping(
                  value = "left_unattended",
                  schema = RequestEvent.LeftUnattended.class),
              @DiscriminatorMapping(
                  value = "attended_again",
                  schema = RequestEvent.AttendedAgain.class),
              @DiscriminatorMapping(
                  value = "assignee_left",
                  schema = RequestEvent.AssigneeLeft.class),
              @DiscriminatorMapping(value = "messaged", schema = RequestEvent.Messaged.class),
              @DiscriminatorMapping(value = "asked", schema = RequestEvent.Asked.class),
              @DiscriminatorMapping(value = "answered", schema = RequestEvent.Answered.class),
              @DiscriminatorMapping(value = "wait_ended", schema = RequestEvent.WaitEnded.class),
              @DiscriminatorMapping(
                  value = "impact_changed",
                  schema = RequestEvent.ImpactChanged.class),
              @DiscriminatorMapping(value = "assessed", schema = RequestEvent.Assessed.class),
              @DiscriminatorMapping(value = "resolved", schema = RequestEvent.Resolved.class),
              @DiscriminatorMapping(value = "confirmed", schema = RequestEvent.Confirmed.class),
              @DiscriminatorMapping(
                  value = "went_unconfirmed",
                  schema = RequestEvent.WentUnconfirmed.class),
              @DiscriminatorMapping(value = "reopened", schema = RequestEvent.Reopened.class),
              @DiscriminatorMapping(value = "declined", schema = RequestEvent.Declined.class),
              @DiscriminatorMapping(value = "withdrawn", schema = RequestEvent.Withdrawn.class),
              @DiscriminatorMapping(value = "warned", schema = RequestEvent.Warned.class),
              @DiscriminatorMapping(
                  value = "promise_missed",
                  schema = RequestEvent.PromiseMissed.class),
              @DiscriminatorMapping(value = "escalated", schema = RequestEvent.Escalated.class),
              @DiscriminatorMapping(
                  value = "escalation_taken",
                  schema = RequestEvent.EscalationTaken.class),
              @DiscriminatorMapping(
                  value = "escalation_joined",
                  schema = RequestEvent.EscalationJoined.class),
              @DiscriminatorMapping(
                  value = "escalation_unanswered",
                  schema = RequestEvent.EscalationUnanswered.class),
              @DiscriminatorMapping(
                  value = "person_not_reached",
                  schema = RequestEvent.PersonNotReached.class),
              @DiscriminatorMapping(value = "redacted", schema = RequestEvent.Redacted.class)
            })
        Object data,
    @Schema(
            description =
                "The names of the people, teams, units and facilities whose ids are in `data`, by"
                    + " id, as the directory has them now. People who have left are named, too",
            examples = "{\"0f50760b-9ff6-31fd-94aa-bf644c44ddb9\": \"Omar Ortiz\"}")
        Map<String, String> names) {

  /**
   * How a request began.
   *
   * @param requester null where the asker is anonymous to the caller
   */
  record OpenedView(
      @Schema(examples = "SR-20418") String reference,
      Impact impact,
      Category category,
      String need,
      @Nullable String room,
      @Nullable String item,
      @Nullable Integer minutesLost,
      Visibility visibility,
      FacilityId facility,
      UnitId unit,
      @Nullable PersonId requester,
      @Nullable PersonId onBehalfOf,
      Instant askedAt,
      RequestEvent.Routed routed,
      @Nullable Long policyRevision) {

    static OpenedView of(Opened opened, Askers askers, AskerIdentity viewer) {
      return new OpenedView(
          new Reference(opened.reference()).toString(),
          opened.impact(),
          opened.category(),
          opened.need(),
          opened.room(),
          opened.item(),
          opened.minutesLost(),
          opened.visibility(),
          opened.facility(),
          opened.unit(),
          askers.requester(viewer).orElse(null),
          askers.onBehalfOf(viewer).orElse(null),
          opened.askedAt(),
          opened.routed(),
          opened.policyRevision());
    }
  }

  /** Returns the event for the caller of {@code outcome}; empty if the caller may not see it. */
  public static Optional<HistoryView> of(
      RecordedEvent recorded, Requests.Outcome outcome, Directory directory) {
    var request = outcome.request();
    var viewer = outcome.actor();
    if (isInternal(recorded.event()) && !viewer.seesInternalNotes()) {
      return Optional.empty();
    }
    var names = new RequestView.Names(directory);
    var data =
        recorded.event() instanceof Opened opened
            ? OpenedView.of(opened, request.askers(), viewer.self())
            : forReader(recorded.event(), viewer);
    return Optional.of(
        new HistoryView(
            recorded.seq(),
            EventTypes.nameOf(recorded.event().getClass()),
            recorded.at(),
            recorded.recordedAt(),
            names.by(recorded, request.askers(), viewer.self()).orElse(null),
            recorded.asker(),
            data,
            new HistoryNames(directory).of(data)));
  }

  private static RequestEvent forReader(RequestEvent event, Actor viewer) {
    return viewer.seesInternalNotes() ? event : withoutNotes(event);
  }

  /** Leaves out the words that are for the department only. */
  private static RequestEvent withoutNotes(RequestEvent event) {
    return switch (event) {
      case EscalationTaken(int number, _, var wordWithin, var through) ->
          new EscalationTaken(number, null, wordWithin, through);
      case Taken(var team, var words, var because) -> new Taken(team, null, because);
      case GivenBack(var team, var to, var reason, var because) ->
          new GivenBack(team, to, null, because);
      case HandedOver(var team, var to, var note, var because) ->
          new HandedOver(team, to, null, because);
      default -> event;
    };
  }

  private static boolean isInternal(RequestEvent event) {
    return event instanceof Messaged message && message.audience() == Audience.INTERNAL;
  }
}
