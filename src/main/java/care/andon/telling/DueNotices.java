package care.andon.telling;

import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Reads which notices are due, for whom, and with the present state of their requests. */
@ApplicationScoped
class DueNotices {
  private static final int MOST = 1_000;

  private static final String DUE =
      """
      select notice.id, facility_id,
        coalesce(notice.person_id, asker.person_id, facility_id) as addressee
      from notice
      left join request_asker asker
        on asker.request_id = notice.request_id and asker.number = notice.asker
      where notice.state = 'waiting'
        and (notice.next_at <= ? or notice.recheck)
        and coalesce(notice.person_id, asker.person_id, facility_id) is not null
      order by notice.next_at, notice.id
      limit ?
      """;

  private static final String OF_ADDRESSEE =
      """
      select %s
      from notice
      join support_request request on request.id = notice.request_id
      left join request_escalation called
        on called.request_id = notice.request_id and called.number = notice.escalation
      where notice.state = 'waiting'
        and (notice.next_at <= ? or notice.recheck)
        and (notice.id = any (?) or notice.person_id = ?)
      order by notice.planned_at, notice.id
      """
          .formatted(ClaimedNotice.COLUMNS);

  private final DataSource database;
  private final InstantSource time;

  DueNotices(DataSource database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  /** Returns the notices to look at now, by addressee, those that wait for longest first. */
  Map<Addressee, List<UUID>> byAddressee() {
    record Due(UUID id, Addressee to) {}
    return new SqlQuery()
            .add(DUE, time.instant(), MOST)
            .rows(
                database,
                row ->
                    new Due(
                        row.getObject("id", UUID.class),
                        new Addressee(
                            row.getObject("addressee", UUID.class),
                            row.getObject("facility_id") != null)))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Due::to, LinkedHashMap::new, Collectors.mapping(Due::id, Collectors.toList())));
  }

  /**
   * Returns the notices of an addressee that are due.
   *
   * @param ids the notices to look at, in addition to those that name the person
   */
  List<ClaimedNotice> of(Addressee to, List<UUID> ids, Instant now) {
    return new SqlQuery()
        .add(OF_ADDRESSEE, now, new SqlArray("uuid", ids), to.id())
        .rows(database, ClaimedNotice::of);
  }
}
