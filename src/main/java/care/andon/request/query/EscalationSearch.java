package care.andon.request.query;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.kernel.FacilityId;
import care.andon.kernel.PersonId;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.EntityRows;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlQuery;
import care.andon.platform.web.Cursor;
import care.andon.platform.web.CursorPage;
import care.andon.platform.web.PageLimit;
import care.andon.request.Actor;
import care.andon.request.Requests;
import care.andon.request.SupportRequest;
import care.andon.request.escalation.EscalationState;
import care.andon.request.escalation.RequestEscalation;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** Lists of escalations, the earliest deadline to answer first. A page is one statement. */
@ApplicationScoped
public class EscalationSearch {
  private final DataSource database;
  private final EntityRows<SupportRequest> requestRows;
  private final EntityRows<RequestEscalation> escalationRows;
  private final Directory directory;
  private final Requests requests;
  private final InstantSource time;

  EscalationSearch(
      DataSource database,
      SessionFactory sessions,
      Directory directory,
      Requests requests,
      InstantSource time) {
    this.database = database;
    this.requestRows = new EntityRows<>(sessions, SupportRequest.class);
    this.escalationRows = new EntityRows<>(sessions, RequestEscalation.class);
    this.directory = directory;
    this.requests = requests;
    this.time = time;
  }

  /** The query parameters as they came. */
  public record EscalationParameters(
      @Nullable String mine,
      @Nullable String tier,
      @Nullable String facility,
      List<String> state) {}

  /**
   * Which escalations a list has; null allows all.
   *
   * @param calledPerson only escalations that called this person
   */
  private record Filter(
      Set<EscalationState> states,
      @Nullable PersonId calledPerson,
      @Nullable Integer tier,
      @Nullable FacilityId facility) {

    SqlCondition condition() {
      var condition = RequestListQuery.oneOf("state", states);
      if (calledPerson != null) {
        condition = condition.and("people @> array[?]", calledPerson.value());
      }
      if (tier != null) {
        condition = condition.and("tier = ?", tier);
      }
      if (facility != null) {
        condition = condition.and("facility_id = ?", facility.value());
      }
      return condition;
    }

    /** The same for the same filters: what a cursor belongs to. */
    String fingerprint() {
      return String.join(
          "|",
          "escalations",
          new TreeSet<>(states).toString(),
          String.valueOf(calledPerson),
          String.valueOf(tier),
          String.valueOf(facility));
    }
  }

  private record Hit(
      SupportRequest request, @Nullable Instant nextWordDueAt, RequestEscalation escalation) {}

  public CursorPage<EscalationView.OfRequest> find(
      Caller caller, EscalationParameters asked, @Nullable String cursor, PageLimit limit) {
    var now = time.instant();
    var actor = requests.actor(caller);
    var filter = filter(asked, actor);
    var filters = caller.username() + "|" + filter.fingerprint();
    var after = Position.parse(Cursor.read(filters, cursor));
    return CursorPage.of(
        hits(filter, after, actor, limit.value() + 1),
        limit,
        hit ->
            new EscalationView.OfRequest(
                RequestView.row(hit.request(), actor, now, directory, hit.nextWordDueAt()),
                EscalationView.of(hit.escalation(), actor, directory)),
        filters,
        hit -> Position.of(hit).text());
  }

  private List<Hit> hits(Filter filter, @Nullable Position after, Actor actor, int most) {
    return new SqlQuery()
        .add("select " + requestRows.columns("support_request"))
        .add(", " + RequestListQuery.NEXT_WORD_DUE_AT)
        .add(", " + escalationRows.columns("escalation"))
        .add("from request_escalation escalation")
        .add("join support_request on id = request_id")
        .where(
            filter
                .condition()
                .and(VisibilityFilter.visibleTo(actor))
                .and(after == null ? SqlCondition.ALWAYS : after.condition()))
        .add("order by answer_by, request_id, number")
        .add("limit ?", most)
        .rows(database, this::read);
  }

  private Hit read(ResultSet resultSet) throws SQLException {
    var row = new ResultRow(resultSet);
    return new Hit(requestRows.read(row), row.instantOrNull(), escalationRows.read(row));
  }

  /** Where a page ends. */
  private record Position(Instant answerBy, UUID request, int number) {
    static Position of(Hit last) {
      return new Position(
          last.escalation().answerBy(), last.request().id().value(), last.escalation().number());
    }

    static @Nullable Position parse(@Nullable String text) {
      if (text == null) {
        return null;
      }
      try {
        var parts = text.split(" ", -1);
        return new Position(
            Instant.parse(parts[0]), UUID.fromString(parts[1]), Integer.parseInt(parts[2]));
      } catch (IndexOutOfBoundsException | IllegalArgumentException | DateTimeException forged) {
        throw Cursor.refused();
      }
    }

    SqlCondition condition() {
      return SqlCondition.of(
          "(answer_by, request_id, number) > (?, ?, ?)", answerBy, request, number);
    }

    String text() {
      return answerBy + " " + request + " " + number;
    }
  }

  private Filter filter(EscalationParameters asked, Actor actor) {
    return new Filter(
        states(asked.state()),
        isMine(asked.mine(), actor) ? actor.requirePerson().id() : null,
        tier(asked.tier()),
        facility(asked.facility()));
  }

  /** A caller who can be called sees by default only the escalations that called them. */
  private static boolean isMine(@Nullable String text, Actor actor) {
    var mine = RequestFilter.Reader.flag("mine", text);
    return mine == null ? actor.person() != null && actor.mayShareConfidence() : mine;
  }

  private static Set<EscalationState> states(List<String> texts) {
    var states = RequestFilter.Reader.set("state", texts, EscalationState.class);
    return states.isEmpty() ? EnumSet.of(EscalationState.OPEN) : states;
  }

  private static @Nullable Integer tier(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!text.matches("[1-4]")) {
      throw Problem.parameter("tier", "not_valid", "Send a tier, 1 to 4");
    }
    return Integer.valueOf(text);
  }

  private @Nullable FacilityId facility(@Nullable String text) {
    return RequestFilter.Reader.value(
        text,
        it -> directory.facility(it).map(Facility::id),
        "facility",
        "unknown_facility",
        "Send the id or code of a facility");
  }
}
