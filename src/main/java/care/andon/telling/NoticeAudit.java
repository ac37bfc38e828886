package care.andon.telling;

import care.andon.directory.Directory;
import care.andon.directory.PersonName;
import care.andon.kernel.PersonId;
import care.andon.kernel.Reference;
import care.andon.platform.identity.Caller;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.Requests;
import care.andon.telling.NoticeView.NoticeStatus;
import care.andon.telling.NoticeView.TryOutcome;
import care.andon.telling.NoticeView.TryView;
import care.andon.telling.OutgoingMessage.Said;
import care.andon.telling.engine.NoticeOccasion;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Who was told what, when, and how. */
@ApplicationScoped
public class NoticeAudit {
  private static final String NOTICES =
      """
      select notice.id, request.reference, seq, person_id, asker, occasion, escalation, planned_at,
        state, ended_at
      from notice
      join support_request request on request.id = request_id
      """;

  private static final String TO_ME =
      """
      (person_id = ?
        or (asker is not null and exists (
          select from request_asker
          where request_asker.request_id = notice.request_id
            and request_asker.number = notice.asker
            and request_asker.person_id = ?)))
      """;

  private static final String TRIES =
      """
      select notice_id, at, said, kind, outcome, code
      from notice_try
      where notice_id = any (?)
      order by at, n
      """;

  private final DataSource database;
  private final Requests requests;
  private final Directory directory;

  NoticeAudit(DataSource database, Requests requests, Directory directory) {
    this.database = database;
    this.requests = requests;
    this.directory = directory;
  }

  private record Stored(
      UUID id,
      Reference reference,
      int seq,
      @Nullable UUID person,
      @Nullable Integer asker,
      NoticeOccasion occasion,
      @Nullable Integer escalation,
      Instant at,
      NoticeStatus state,
      @Nullable Instant endedAt) {}

  /**
   * Returns the notices of a request, oldest first. Caregivers see who was told and when, and no
   * single messages.
   */
  public List<NoticeView> ofRequest(Caller caller, String idOrReference) {
    var outcome = requests.get(caller, idOrReference);
    var request = outcome.request();
    var actor = outcome.actor();
    var stored =
        stored(
            SqlCondition.of("request_id = ?", request.id().value()),
            "order by notice.id",
            Integer.MAX_VALUE);
    var tries = actor.isStaff() || actor.readsAll() ? tries(stored) : null;
    return stored.stream()
        .map(
            notice -> {
              var asker = notice.asker();
              var person =
                  asker == null ? person(notice) : request.askers().person(asker, actor.self());
              return view(notice, person, tries);
            })
        .toList();
  }

  /**
   * Returns the latest notices to the caller, the newest first. None for accounts without a person.
   */
  List<NoticeView> ofCaller(Caller caller, int limit) {
    var me = directory.personByUsername(caller.username());
    if (me.isEmpty()) {
      return List.of();
    }
    var id = me.get().id();
    var stored =
        stored(SqlCondition.of(TO_ME, id.value(), id.value()), "order by notice.id desc", limit);
    var tries = tries(stored);
    return stored.stream().map(notice -> view(notice, Optional.of(id), tries)).toList();
  }

  private static Optional<PersonId> person(Stored notice) {
    return Optional.ofNullable(notice.person()).map(PersonId::new);
  }

  private List<Stored> stored(SqlCondition condition, String order, int limit) {
    return new SqlQuery()
        .add(NOTICES)
        .where(condition)
        .add(order)
        .add("limit ?", limit)
        .rows(
            database,
            result -> {
              var row = new ResultRow(result);
              return new Stored(
                  row.uuid("id"),
                  new Reference(row.bigNumber("reference")),
                  row.number("seq"),
                  row.uuidOrNull("person_id"),
                  row.numberOrNull("asker"),
                  row.constant("occasion", NoticeOccasion.class),
                  row.numberOrNull("escalation"),
                  row.instant("planned_at"),
                  row.constant("state", NoticeStatus.class),
                  row.instantOrNull("ended_at"));
            });
  }

  private Map<UUID, List<TryView>> tries(List<Stored> notices) {
    record OfNotice(UUID notice, TryView view) {}
    return new SqlQuery()
            .add(TRIES, new SqlArray("uuid", notices.stream().map(Stored::id).toList()))
            .rows(
                database,
                result -> {
                  var row = new ResultRow(result);
                  return new OfNotice(
                      row.uuid("notice_id"),
                      new TryView(
                          row.instant("at"),
                          row.constant("said", Said.class),
                          row.text("kind"),
                          row.constant("outcome", TryOutcome.class),
                          row.text("code")));
                })
            .stream()
            .collect(
                Collectors.groupingBy(
                    OfNotice::notice, Collectors.mapping(OfNotice::view, Collectors.toList())));
  }

  private NoticeView view(
      Stored notice, Optional<PersonId> person, @Nullable Map<UUID, List<TryView>> tries) {
    return new NoticeView(
        notice.id(),
        notice.reference().toString(),
        notice.seq(),
        person.map(it -> PersonName.of(it, directory)).orElse(null),
        notice.asker(),
        notice.occasion(),
        notice.escalation(),
        notice.at(),
        notice.state(),
        notice.endedAt(),
        tries == null ? null : tries.getOrDefault(notice.id(), List.of()));
  }
}
