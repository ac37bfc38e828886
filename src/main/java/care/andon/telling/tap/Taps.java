package care.andon.telling.tap;

import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.PersonName;
import care.andon.directory.Unit;
import care.andon.history.RequestEvent.TakenThrough;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Impact;
import care.andon.kernel.PersonId;
import care.andon.kernel.Reference;
import care.andon.kernel.Role;
import care.andon.kernel.UnitId;
import care.andon.kernel.Visibility;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.RequestCommand;
import care.andon.request.Requests;
import care.andon.request.escalation.EscalationState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the link in a page can do: show the escalations that it is for, and take one of them in the
 * name of the person who was paged. It opens nothing else.
 */
@ApplicationScoped
class Taps {
  /** People take escalations as managers: those who were called may answer, whatever their role. */
  private static final Set<Role> AS = Set.of(Role.MANAGER);

  private static final ZoneId UTC = ZoneOffset.UTC;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private static final String READ =
      """
      select tap.number, tap.person_id, tap.request_id, tap.escalation, request.reference,
        request.impact, request.visibility, request.unit_id, request.facility_id, called.at,
        called.answer_by, called.state, called.taken_by
      from tap
      join support_request request on request.id = tap.request_id
      join request_escalation called
        on called.request_id = tap.request_id and called.number = tap.escalation
      where tap.hash = ? and tap.until > ?
      order by tap.number
      """;

  private final DataSource database;
  private final Requests requests;
  private final Directory directory;
  private final WrongTokens wrong;
  private final InstantSource time;

  Taps(
      DataSource database,
      Requests requests,
      Directory directory,
      WrongTokens wrong,
      InstantSource time) {
    this.database = database;
    this.requests = requests;
    this.directory = directory;
    this.wrong = wrong;
    this.time = time;
  }

  /**
   * An escalation, without anything that people wrote.
   *
   * @param number its place in the link
   * @param unit null if the request is confidential
   * @param since local time of the facility, like {@code answerBy}
   */
  record TapView(
      int number,
      String reference,
      String sentence,
      @Nullable String unit,
      String since,
      String answerBy,
      EscalationState state,
      @Nullable PersonName takenBy) {}

  private record Tap(
      int number,
      PersonId person,
      UUID request,
      int escalation,
      Reference reference,
      Impact impact,
      boolean confidential,
      UnitId unit,
      FacilityId facility,
      Instant at,
      Instant answerBy,
      EscalationState state,
      @Nullable UUID takenBy) {
    static Tap of(ResultSet result) throws SQLException {
      var row = new ResultRow(result);
      return new Tap(
          row.number("number"),
          new PersonId(row.uuid("person_id")),
          row.uuid("request_id"),
          row.number("escalation"),
          new Reference(row.bigNumber("reference")),
          row.constant("impact", Impact.class),
          row.constant("visibility", Visibility.class) == Visibility.CONFIDENTIAL,
          new UnitId(row.uuid("unit_id")),
          new FacilityId(row.uuid("facility_id")),
          row.instant("at"),
          row.instant("answer_by"),
          row.constant("state", EscalationState.class),
          row.uuidOrNull("taken_by"));
    }
  }

  /**
   * Returns the escalations of a link as they are now. Changes nothing.
   *
   * @param address from where it is called
   * @throws Problem "not found" if the token is unknown or no longer valid, or the person has left
   */
  List<TapView> look(String token, String address) {
    return taps(token, address).stream().map(this::view).toList();
  }

  /**
   * Takes an escalation in the name of the person who was paged. Repeating it changes nothing.
   *
   * @throws Problem if the token is unknown, or another person has it or it went on
   */
  TapView take(String token, int number, String address) {
    var tap =
        taps(token, address).stream()
            .filter(it -> it.number() == number)
            .findFirst()
            .orElseThrow(Problem::notFound);
    requests.act(
        new Caller(username(tap.person()), AS, null),
        tap.request().toString(),
        new RequestCommand.TakeEscalation(
            Integer.toString(tap.escalation()), RequestCommand.Comment.NONE, TakenThrough.TAP),
        new Requests.Terms(null, null));
    return look(token, address).stream()
        .filter(it -> it.number() == number)
        .findFirst()
        .orElseThrow();
  }

  private List<Tap> taps(String token, String address) {
    var taps =
        new SqlQuery().add(READ, TapTokens.hash(token), time.instant()).rows(database, Tap::of);
    if (taps.isEmpty() || directory.isGone(taps.getFirst().person())) {
      throw wrong.refusal(address);
    }
    return taps;
  }

  private String username(PersonId person) {
    return directory.person(person).orElseThrow(Problem::notFound).username();
  }

  private TapView view(Tap tap) {
    var zone = directory.facility(tap.facility()).map(Facility::timeZone).orElse(UTC);
    return new TapView(
        tap.number(),
        tap.reference().toString(),
        tap.impact().sentence(),
        tap.confidential() ? null : directory.unit(tap.unit()).map(Unit::name).orElse(null),
        TIME.format(tap.at().atZone(zone)),
        TIME.format(tap.answerBy().atZone(zone)),
        tap.state(),
        tap.takenBy() == null ? null : PersonName.of(new PersonId(tap.takenBy()), directory));
  }
}
