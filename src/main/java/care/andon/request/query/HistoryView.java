package care.andon.request.query;

import care.andon.directory.Directory;
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
import care.andon.request.Requests;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An event as a caller sees it. */
@Schema(name = "HistoryEvent")
public record HistoryView(
    @Schema(description = "1 for the first") int seq,
    @Schema(description = "What happened", examples = "acknowledged") String type,
    @Schema(description = "When; for what falls due by itself, when it was due") Instant at,
    @Schema(description = "When the service noticed") Instant recordedAt,
    @Schema(description = "Who; absent for what happens by itself, and for an anonymous asker")
        RequestView.@Nullable Named actor,
    @Schema(
            description = "What it carries; the properties depend on the type",
            type = SchemaType.OBJECT)
        Object data) {

  /** Returns the event for the caller of {@code outcome}; empty if the caller may not see it. */
  public static Optional<HistoryView> of(
      RecordedEvent recorded, Requests.Outcome outcome, Directory directory) {
    var request = outcome.request();
    var viewer = outcome.actor();
    if (isInternal(recorded.event()) && !viewer.seesInternalNotes()) {
      return Optional.empty();
    }
    var hidesAsker = !viewer.seesAskerOf(request);
    var actor = recorded.actor();
    return Optional.of(
        new HistoryView(
            recorded.seq(),
            EventTypes.nameOf(recorded.event().getClass()),
            recorded.at(),
            recorded.recordedAt(),
            actor == null || (hidesAsker && request.isAskedBy(actor))
                ? null
                : new RequestView.Names(directory).person(actor),
            data(recorded.event(), viewer.seesInternalNotes(), hidesAsker)));
  }

  private static Object data(RequestEvent event, boolean seesInternalNotes, boolean hidesAsker) {
    var shown = seesInternalNotes ? event : withoutNotes(event);
    return hidesAsker ? withoutAsker(shown) : shown;
  }

  /** Leaves out the words that are for the department only. */
  private static RequestEvent withoutNotes(RequestEvent event) {
    return switch (event) {
      case EscalationTaken(int number, var words) -> new EscalationTaken(number, null);
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

  private static Object withoutAsker(RequestEvent event) {
    return event instanceof Opened opened ? openedWithoutAsker(opened) : event;
  }

  private static Map<String, Object> openedWithoutAsker(Opened opened) {
    var shown = new HashMap<String, Object>();
    shown.put("reference", opened.reference());
    shown.put("impact", opened.impact());
    shown.put("category", opened.category());
    shown.put("need", opened.need());
    shown.put("visibility", opened.visibility());
    shown.put("facility", opened.facility());
    shown.put("unit", opened.unit());
    shown.put("askedAt", opened.askedAt());
    shown.put("routed", opened.routed());
    Optional.ofNullable(opened.policyRevision())
        .ifPresent(revision -> shown.put("policyRevision", revision));
    Optional.ofNullable(opened.room()).ifPresent(room -> shown.put("room", room));
    Optional.ofNullable(opened.item()).ifPresent(item -> shown.put("item", item));
    Optional.ofNullable(opened.minutesLost())
        .ifPresent(minutes -> shown.put("minutesLost", minutes));
    return shown;
  }
}
