package care.andon.telling;

import care.andon.platform.sql.SqlQuery;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import javax.sql.DataSource;

/**
 * Removes notices that ended long ago, the messages about them, links that are no longer valid, and
 * the contacts and quiet hours of people who have left. Notices of requests under a legal hold
 * stay. Each batch is a transaction.
 */
@ApplicationScoped
class NoticeRetention {
  private static final int BATCH = 1_000;

  private static final String REMOVE =
      """
      with old as (
        select notice.id from notice
        left join support_request request on request.id = notice.request_id
        where ended_at < ?
          and not exists (
            select from legal_hold hold
            where hold.lifted_at is null
              and coalesce(hold.request_id = request.id, true)
              and coalesce(hold.unit_id = request.unit_id, true)
              and coalesce(request.asked_at >= hold.asked_from, true)
              and coalesce(request.asked_at < hold.asked_before, true))
        order by ended_at
        limit ?
        for update of notice skip locked),
      messages as (
        delete from notice_try where notice_id in (select id from old))
      delete from notice where id in (select id from old)
      returning id
      """;

  private static final String REMOVE_LINKS = "delete from tap where until < ? returning number";

  private static final String REMOVE_CONTACTS_OF_LEAVERS =
      """
      with left_already as (
        select id from person where gone_at is not null),
      quiet_hours as (
        update telling set quiet = null
        where quiet is not null and person_id in (select id from left_already))
      delete from contact where person_id in (select id from left_already)
      returning id
      """;

  private final TellingConfig config;
  private final DataSource database;
  private final InstantSource time;

  NoticeRetention(TellingConfig config, DataSource database, InstantSource time) {
    this.config = config;
    this.database = database;
    this.time = time;
  }

  /** Removes what has been kept for long enough. */
  void run() {
    var now = time.instant();
    var removed = 0;
    int some;
    do {
      some = rows(new SqlQuery().add(REMOVE, now.minus(config.keep()), BATCH));
      removed += some;
    } while (some == BATCH);
    var links = rows(new SqlQuery().add(REMOVE_LINKS, now));
    var contacts = rows(new SqlQuery().add(REMOVE_CONTACTS_OF_LEAVERS));
    Log.infof(
        "Retention removed %d notices and %d links that are over, and %d contacts of people who left",
        removed, links, contacts);
  }

  private int rows(SqlQuery query) {
    return QuarkusTransaction.requiringNew()
        .call(() -> query.rows(database, row -> row.getObject(1)).size());
  }
}
