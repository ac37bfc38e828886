package care.andon.webhook;

import static care.andon.platform.sql.SqlParameters.orNull;

import care.andon.feed.EventFilter;
import care.andon.feed.UnseenEvents.Progress;
import care.andon.kernel.FacilityId;
import care.andon.kernel.Id;
import care.andon.kernel.RequestId;
import care.andon.kernel.TeamId;
import care.andon.kernel.UnitId;
import care.andon.kernel.WireNames;
import care.andon.platform.sql.ResultRow;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of webhooks. SQL, because replicas claim them with {@code skip locked}, and because a
 * replica saves progress under the number of its lease. Times of leases and retries are those of
 * the database.
 */
@Singleton
class WebhookRepository {
  private static final String INSERT =
      """
      insert into webhook
        (id, name, url, types, facility_id, unit_id, team_id, categories, impacts, secret, state,
         since, created_by, created_at, version, era, seen)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'on', now(), ?, now(), 1, ?, ?)
      returning *
      """;

  private static final String CHANGE =
      """
      update webhook
      set name = ?, url = ?, types = ?, facility_id = ?, unit_id = ?, team_id = ?, categories = ?,
        impacts = ?, state = ?, version = version + 1, lease_no = lease_no + 1, lease_until = null,
        why = case when state = 'on' then why else 'by_configurer' end,
        since = case when state = ? then since else now() end
      where id = ? and version = ?
      returning *
      """;

  private static final String ENABLE =
      """
      update webhook
      set state = 'on', why = null, since = now(), failures = 0, failing_since = null,
        next_try_at = null
      where id = ?
      returning *
      """;

  private static final String ROTATE =
      """
      update webhook
      set former_secret = secret, former_until = now() + make_interval(secs => ?), secret = ?,
        version = version + 1, lease_no = lease_no + 1, lease_until = null
      where id = ?
      returning *
      """;

  private static final String REWIND =
      """
      update webhook
      set era = ?, seen = ?, target = null, at_transaction = ?, at_position = ?,
        version = version + 1, lease_no = lease_no + 1, lease_until = null
      where id = ?
      returning *
      """;

  /**
   * Only what has something to send. Those claimed together share a snapshot, and so what is read.
   * A claim need not be on disk either; it returns rows, so it sets this by a function.
   */
  private static final String CLAIM =
      """
      with due as materialized (
        select id from webhook as one
        where set_config('synchronous_commit', 'off', true) = 'off' and state = 'on'
          and (lease_until is null or lease_until < clock_timestamp())
          and (next_try_at is null or next_try_at <= clock_timestamp())
          and (
            target is not null
            or era < (select max(era) from feed_era)
            or exists (
              select from request_event
              where transaction >= pg_snapshot_xmin(cast(one.seen as pg_snapshot))
                and (transaction, position)
                  > (cast(cast(one.at_transaction as text) as xid8), one.at_position)
                and not pg_visible_in_snapshot(transaction, cast(one.seen as pg_snapshot))
                and position >= (select max(first_position) from feed_era)
            )
            or exists (
              select from webhook_aside
              where webhook_id = one.id and next_at <= clock_timestamp()
            )
          )
        order by lease_no, id
        limit ?
        for no key update skip locked
      )
      update webhook
      set lease_no = lease_no + 1, lease_until = clock_timestamp() + make_interval(secs => ?),
        target = coalesce(target, cast(pg_current_snapshot() as text))
      from due
      where webhook.id = due.id
      returning webhook.*
      """;

  /**
   * What is lost when PostgreSQL crashes within a second is sent again. So calls that commit do not
   * wait longer for the disk because a webhook saves.
   */
  private static final String NEED_NOT_BE_ON_DISK = "set local synchronous_commit = off";

  private static final String SAVE =
      """
      update webhook
      set era = ?, seen = ?, target = ?, at_transaction = ?, at_position = ?, failures = ?,
        failing_since = case when ? > 0 then coalesce(failing_since, now()) end,
        next_try_at = now() + make_interval(secs => ?), why = ?,
        delivered_at = coalesce(?, delivered_at),
        lease_until = case when ? then null else lease_until end
      where id = ? and lease_no = ?
      """;

  private static final String DISABLE =
      """
      update webhook
      set state = 'disabled', why = ?, since = now(), lease_no = lease_no + 1, lease_until = null
      where id = ? and lease_no = ?
      """;

  private static final String ATTEMPTS =
      """
      insert into webhook_attempt (webhook_id, request_id, seq, at, took_ms, outcome, status)
      select webhook.id, request_id, seq, at, took_ms, outcome, status
      from webhook
      cross join unnest(?, ?, ?, ?, ?, ?) with ordinality
        as attempt (request_id, seq, at, took_ms, outcome, status, place)
      where webhook.id = ?
      order by place
      """;

  private static final String SET_ASIDE =
      """
      insert into webhook_aside (webhook_id, request_id, seq, tries, next_at)
      select id, ?, ?, ?, now() + make_interval(secs => ?) from webhook where id = ?
      on conflict (webhook_id, request_id, seq) do update
        set tries = excluded.tries, next_at = excluded.next_at
      """;

  private static final String REMOVE_ASIDES =
      """
      delete from webhook_aside
      where webhook_id = ? and (request_id, seq) in (select * from unnest(?, ?))
      """;

  private final AgroalDataSource database;

  WebhookRepository(AgroalDataSource database) {
    this.database = database;
  }

  /** What a configurer says about a webhook. */
  record Settings(String name, String url, EventFilter filter) {}

  /** An attempt to send an event. */
  record Attempt(
      RequestId request,
      int seq,
      Instant at,
      long tookMillis,
      String outcome,
      @Nullable Integer status) {}

  /** An attempt with the place in the list of attempts. */
  record Listed(long id, Attempt attempt) {}

  /** An event that was set aside, and how often it was refused. */
  record Aside(RequestId request, int seq, int tries) {}

  StoredWebhook insert(UUID id, Settings settings, String secret, String by, Progress progress) {
    var filter = settings.filter();
    return one(new SqlQuery()
            .add(
                INSERT,
                id,
                settings.name(),
                settings.url(),
                texts(filter.types()),
                uuid(filter.facility()),
                uuid(filter.unit()),
                uuid(filter.team()),
                texts(filter.categories()),
                texts(filter.impacts()),
                secret,
                by,
                progress.era(),
                progress.seen()))
        .orElseThrow();
  }

  List<StoredWebhook> all() {
    return new SqlQuery()
        .add("select * from webhook order by id")
        .rows(database, WebhookRepository::read);
  }

  Optional<StoredWebhook> find(UUID id) {
    return one(new SqlQuery().add("select * from webhook where id = ?", id));
  }

  /** Changes a webhook. Empty if it no longer has the version. */
  Optional<StoredWebhook> change(UUID id, int version, Settings settings, boolean isEnabled) {
    var filter = settings.filter();
    var state = isEnabled ? "on" : "disabled";
    return one(
        new SqlQuery()
            .add(
                CHANGE,
                settings.name(),
                settings.url(),
                texts(filter.types()),
                uuid(filter.facility()),
                uuid(filter.unit()),
                uuid(filter.team()),
                texts(filter.categories()),
                texts(filter.impacts()),
                state,
                state,
                id,
                version));
  }

  Optional<StoredWebhook> enable(UUID id) {
    return one(new SqlQuery().add(ENABLE, id));
  }

  boolean delete(UUID id) {
    return !new SqlQuery()
        .add("delete from webhook where id = ? returning id", id)
        .rows(database, row -> row.getString(1))
        .isEmpty();
  }

  Optional<StoredWebhook> rotate(UUID id, String secret, Duration overlap) {
    return one(new SqlQuery().add(ROTATE, (int) overlap.toSeconds(), secret, id));
  }

  Optional<StoredWebhook> rewind(UUID id, Progress to) {
    return one(
        new SqlQuery().add(REWIND, to.era(), to.seen(), to.transaction(), to.position(), id));
  }

  /** Leases webhooks that have something to send. */
  List<StoredWebhook> claim(Duration lease, int most) {
    return new SqlQuery()
        .add(CLAIM, most, (int) lease.toSeconds())
        .rows(database, WebhookRepository::read);
  }

  /**
   * Saves what a lease has done. If another lease has begun, only the attempts are saved. What was
   * delivered is no longer aside, also if it was set aside by hand or before a rewind.
   *
   * @param wait null if the webhook need not wait
   */
  void save(
      StoredWebhook webhook,
      Progress progress,
      int failures,
      @Nullable Duration wait,
      @Nullable String why,
      @Nullable Instant deliveredAt,
      List<Attempt> attempts,
      boolean isEnd) {
    var batch = new SqlBatch().add(NEED_NOT_BE_ON_DISK);
    batch.add(
        SAVE,
        progress.era(),
        progress.seen(),
        orNull("text", progress.target()),
        progress.transaction(),
        progress.position(),
        failures,
        failures,
        orNull("int4", wait == null ? null : (int) Math.max(1, wait.toSeconds())),
        orNull("text", why),
        orNull("timestamptz", deliveredAt),
        isEnd,
        webhook.id(),
        webhook.leaseNo());
    if (!attempts.isEmpty()) {
      add(batch, webhook, attempts);
    }
    batch.commit(database);
  }

  private static void add(SqlBatch batch, StoredWebhook webhook, List<Attempt> attempts) {
    batch.add(
        ATTEMPTS,
        column("uuid", attempts, it -> it.request().value()),
        column("int4", attempts, Attempt::seq),
        column("timestamptz", attempts, Attempt::at),
        column("int4", attempts, Attempt::tookMillis),
        column("text", attempts, Attempt::outcome),
        column("int4", attempts, Attempt::status),
        webhook.id());
    var outcome = WireNames.of(DeliveryOutcome.DELIVERED);
    var delivered = attempts.stream().filter(it -> it.outcome().equals(outcome)).toList();
    batch.add(
        REMOVE_ASIDES,
        webhook.id(),
        column("uuid", delivered, it -> it.request().value()),
        column("int4", delivered, Attempt::seq));
  }

  private static SqlArray column(
      String type, List<Attempt> attempts, Function<Attempt, @Nullable Object> value) {
    return new SqlArray(type, attempts.stream().map(value).toList());
  }

  void disable(StoredWebhook webhook, String why) {
    new SqlBatch().add(DISABLE, why, webhook.id(), webhook.leaseNo()).commit(database);
  }

  void setAside(UUID webhook, RequestId request, int seq, int tries, Duration wait) {
    new SqlBatch()
        .add(SET_ASIDE, request.value(), seq, tries, (int) wait.toSeconds(), webhook)
        .commit(database);
  }

  void removeAside(UUID webhook, RequestId request, int seq) {
    new SqlBatch()
        .add(
            "delete from webhook_aside where webhook_id = ? and request_id = ? and seq = ?",
            webhook,
            request.value(),
            seq)
        .commit(database);
  }

  List<Aside> dueAsides(UUID webhook, int most) {
    return new SqlQuery()
        .add("select request_id, seq, tries from webhook_aside")
        .add("where webhook_id = ? and next_at <= clock_timestamp()", webhook)
        .add("order by next_at limit ?", most)
        .rows(
            database,
            row ->
                new Aside(
                    new RequestId(row.getObject(1, UUID.class)), row.getInt(2), row.getInt(3)));
  }

  /** The latest attempts before a place in the list. */
  List<Listed> attempts(UUID webhook, long before, int most) {
    return new SqlQuery()
        .add("select * from webhook_attempt where webhook_id = ? and id < ?", webhook, before)
        .add("order by id desc limit ?", most)
        .rows(
            database,
            row -> {
              var columns = new ResultRow(row);
              return new Listed(
                  columns.bigNumber("id"),
                  new Attempt(
                      new RequestId(columns.uuid("request_id")),
                      columns.number("seq"),
                      columns.instant("at"),
                      columns.number("took_ms"),
                      columns.text("outcome"),
                      columns.numberOrNull("status")));
            });
  }

  /** Deletes old attempts, not too many at once. Returns how many. */
  int deleteAttempts(Duration olderThan, int most) {
    return new SqlQuery()
        .add("delete from webhook_attempt where id in (")
        .add("select id from webhook_attempt")
        .add("where at < now() - make_interval(days => ?)", (int) olderThan.toDays())
        .add("limit ?) returning id", most)
        .rows(database, row -> row.getLong(1))
        .size();
  }

  private Optional<StoredWebhook> one(SqlQuery query) {
    return query.rows(database, WebhookRepository::read).stream().findFirst();
  }

  private static SqlArray texts(Set<String> texts) {
    return new SqlArray("text", texts.stream().sorted().toList());
  }

  private static Object uuid(@Nullable Id id) {
    return orNull("uuid", id == null ? null : id.value());
  }

  private static StoredWebhook read(ResultSet row) throws SQLException {
    var columns = new ResultRow(row);
    return new StoredWebhook(
        columns.uuid("id"),
        columns.text("name"),
        columns.text("url"),
        new EventFilter(
            Set.of(columns.textsOrNone("types")),
            columns.idOrNull("facility_id", FacilityId::new),
            columns.idOrNull("unit_id", UnitId::new),
            columns.idOrNull("team_id", TeamId::new),
            Set.of(columns.textsOrNone("categories")),
            Set.of(columns.textsOrNone("impacts")),
            null,
            false),
        columns.text("secret"),
        columns.textOrNull("former_secret"),
        columns.instantOrNull("former_until"),
        columns.text("state").equals("on"),
        columns.textOrNull("why"),
        columns.instant("since"),
        columns.text("created_by"),
        columns.instant("created_at"),
        columns.number("version"),
        new Progress(
            columns.number("era"),
            columns.text("seen"),
            columns.textOrNull("target"),
            columns.bigNumber("at_transaction"),
            columns.bigNumber("at_position")),
        columns.number("failures"),
        columns.instantOrNull("failing_since"),
        columns.instantOrNull("next_try_at"),
        columns.instantOrNull("delivered_at"),
        columns.bigNumber("lease_no"),
        columns.instantOrNull("lease_until"));
  }
}
