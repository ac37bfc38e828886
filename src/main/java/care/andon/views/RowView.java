package care.andon.views;

import care.andon.directory.Directory;
import care.andon.directory.Named;
import care.andon.directory.PersonName;
import care.andon.directory.oncall.Person;
import care.andon.kernel.Category;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.request.query.VisibilityFilter.Viewer;
import care.andon.request.state.RequestStatus;
import care.andon.sla.engine.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request in a view, as the caller sees it. */
@Schema(name = "ViewRow", description = "A request in a view, with the actions that are due.")
public record RowView(
    UUID id,
    @Schema(description = "Reference to use on the phone", examples = "SR-20418") String reference,
    RequestStatus status,
    Impact impact,
    Category category,
    String need,
    @Nullable String room,
    Visibility visibility,
    Named unit,
    @Schema(description = "The caregiver who asked. Absent if they are anonymous to you")
        @Nullable PersonName requester,
    @Nullable PersonName onBehalfOf,
    @Schema(description = "The responsible team. Absent while the request is unrouted")
        @Nullable Named team,
    @Schema(description = "The assignee") @Nullable PersonName assignee,
    boolean unrouted,
    @Schema(
            description =
                "Whether the assignee is off shift, something falls due before they are back,"
                    + " and nobody of the team is on call; or a person named an assignee who is"
                    + " off shift")
        boolean unattended,
    @Schema(description = "Number of transfers between teams") int transfers,
    @Schema(description = "Why the request is on your worklist. Absent in other views")
        @Nullable Why why,
    Instant askedAt,
    @Schema(description = "When the request was answered") @Nullable Instant answeredAt,
    @Schema(description = "When help was promised to arrive") @Nullable Instant promisedBy,
    @Schema(description = "When the next promise is due, or when the oldest missed one was")
        @Nullable Instant dueAt,
    @Schema(description = "Whether a promise is overdue") boolean overdue,
    @Schema(description = "When the caregiver last got a message, or filed the request")
        Instant silentSince,
    @Schema(
            description =
                "The time since then, in whole minutes. Absent once the request is answered")
        @Nullable Duration silence,
    @Schema(description = "The open question, or the words with which the request was settled")
        @Nullable String words,
    @Schema(
            description =
                "Present in worklists if the caregiver wrote, or reopened the request, since the"
                    + " department last told them anything")
        @Nullable AskedAgain askedAgain,
    @Schema(
            description =
                "What happened since you last acted on the request: the types of the events,"
                    + " each once. All of its history if you never did. Absent outside worklists",
            examples = "[\"messaged\", \"promise_missed\"]")
        @Nullable List<String> newSinceYouActed,
    @Schema(
            description =
                "The actions that are due, earliest first. Empty once the request is answered")
        List<DueAction> owes) {

  /** That a caregiver asked again. */
  @Schema(name = "AskedAgain", description = "That a caregiver asked again, and their last words.")
  public record AskedAgain(
      @Schema(description = "How often", examples = "2") int count,
      @Schema(description = "When they did last") Instant at,
      @Schema(examples = "Still nothing here") String words) {

    static @Nullable AskedAgain of(RequestRow row) {
      var at = row.askedAgainAt();
      var words = row.askedAgainWords();
      return at == null || words == null ? null : new AskedAgain(row.askedAgain(), at, words);
    }
  }

  /** Why a request is on a worklist. */
  @Schema(name = "WorklistReason")
  public enum Why {
    /** The viewer is the assignee. */
    YOU_HOLD_IT,
    /** The viewer was called about a missed promise. */
    YOU_WERE_CALLED,
    /** The viewer took an escalation, and the caregiver is owed a word. */
    YOU_TOOK_AN_ESCALATION,
    /** It belongs to a team of the viewer and has no assignee. */
    NOBODY_HOLDS_IT
  }

  /**
   * Returns the part that the entity tag of a view covers: everything except how long something has
   * lasted so far ({@code silence}, {@code overBy}, "40 min over"). A reader can count on from the
   * instants beside it. So a wall screen that polls over bad Wi-Fi gets 304 as long as nothing
   * happens and nothing falls due.
   */
  RowView withoutElapsedTimes() {
    return new RowView(
        id,
        reference,
        status,
        impact,
        category,
        need,
        room,
        visibility,
        unit,
        requester,
        onBehalfOf,
        team,
        assignee,
        unrouted,
        unattended,
        transfers,
        why,
        askedAt,
        answeredAt,
        promisedBy,
        dueAt,
        overdue,
        silentSince,
        null,
        words,
        askedAgain,
        newSinceYouActed,
        owes.stream().map(DueAction::withoutElapsedTimes).toList());
  }

  /** Makes rows for a viewer at one instant, with the names that the directory has now. */
  record Maker(Directory directory, Viewer viewer, Instant now) {

    RowView row(RequestRow row) {
      return row(row, null);
    }

    /** Makes a row of the viewer's own worklist. */
    RowView mine(RequestRow row) {
      return row(row, why(row));
    }

    private Why why(RequestRow row) {
      var me = viewer.person();
      if (me != null && me.equals(row.assignee())) {
        return Why.YOU_HOLD_IT;
      }
      var isFree = row.assignee() == null && row.team() != null;
      if (isFree && viewer.teams().contains(row.team())) {
        return Why.NOBODY_HOLDS_IT;
      }
      return row.escalation() == null ? Why.YOU_TOOK_AN_ESCALATION : Why.YOU_WERE_CALLED;
    }

    private RowView row(RequestRow row, @Nullable Why why) {
      var dueAt = row.dueAt();
      return new RowView(
          row.id(),
          row.reference().toString(),
          row.status(),
          row.impact(),
          row.category(),
          row.need(),
          row.room(),
          row.visibility(),
          unit(row.unit()),
          row.askers().requester(viewer.self()).map(this::person).orElse(null),
          row.askers().onBehalfOf(viewer.self()).map(this::person).orElse(null),
          orNull(row.team(), this::team),
          orNull(row.assignee(), this::person),
          row.unrouted(),
          row.unattended(),
          row.transfers(),
          why,
          row.askedAt(),
          row.status().isOpen() ? null : row.answeredAt(),
          row.promisedBy(),
          dueAt,
          dueAt != null && Deadline.hasPassed(dueAt, now),
          lastWord(row),
          row.status().isOpen() ? DueAction.minutes(row.silentSince(), now) : null,
          row.words(),
          AskedAgain.of(row),
          row.list() == ListName.WORKLIST ? news(row) : null,
          owes(row, why));
    }

    /** The viewer may have acted as the asker since they last acted for the department. */
    private List<String> news(RequestRow row) {
      var news = new LinkedHashSet<String>();
      var me = row.askers().numberOf(viewer.self()).orElse(null);
      for (var happened : row.since()) {
        if (me != null && me.equals(happened.asker())) {
          news.clear();
        } else {
          news.add(happened.type());
        }
      }
      return List.copyOf(news);
    }

    /** The outcome of a request counts as a message, too. */
    private static Instant lastWord(RequestRow row) {
      var answered = row.status().isOpen() ? null : row.answeredAt();
      return answered != null && answered.isAfter(row.silentSince()) ? answered : row.silentSince();
    }

    private List<DueAction> owes(RequestRow row, @Nullable Why why) {
      var zone = directory.facility(row.facility()).orElseThrow().timeZone();
      return switch (why) {
        case YOU_WERE_CALLED -> DueAction.ofEscalation(row, zone, now, this::name);
        case YOU_TOOK_AN_ESCALATION -> DueAction.ofTaker(row, zone, now);
        case YOU_HOLD_IT, NOBODY_HOLDS_IT -> DueAction.ofRequest(row, zone, now, this::name);
        case null -> DueAction.ofRequest(row, zone, now, this::name);
      };
    }

    private Named unit(UnitId id) {
      return directory
          .unit(id)
          .map(unit -> new Named(id.value(), unit.code(), unit.name()))
          .orElseThrow();
    }

    private @Nullable Named team(TeamId id) {
      return directory
          .team(id)
          .map(team -> new Named(id.value(), team.code(), team.name()))
          .orElse(null);
    }

    private PersonName person(PersonId id) {
      return new PersonName(id.value(), name(id));
    }

    private String name(PersonId id) {
      return directory.person(id).map(Person::name).orElse("(no longer here)");
    }

    private static <A, B> @Nullable B orNull(@Nullable A value, Function<A, @Nullable B> make) {
      return value == null ? null : make.apply(value);
    }
  }
}
