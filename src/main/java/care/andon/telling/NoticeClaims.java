package care.andon.telling;

import care.andon.channel.Channels;
import care.andon.channel.Delivery;
import care.andon.channel.Message;
import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.Unit;
import care.andon.kernel.PersonId;
import care.andon.kernel.WireNames;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlParameters;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.assignment.ReachablePeople;
import care.andon.telling.OutgoingMessage.Part;
import care.andon.telling.OutgoingMessage.Said;
import care.andon.telling.engine.MessageText;
import care.andon.telling.engine.NoticeDecision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Claims the notices of one person and makes one message of them. Whether each is still needed is
 * read in the transaction that claims it. A row per person is locked meanwhile, so any number of
 * replicas sends at most one message a minute to a person.
 */
@ApplicationScoped
class NoticeClaims {
  private static final int MOST = 1_000;
  private static final Duration BETWEEN_MESSAGES = Duration.ofMinutes(1);

  /** After this time a message whose sender was stopped is sent again. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  private static final String DUE =
      """
      select notice.id, coalesce(notice.person_id, asker.person_id) as person_id
      from notice
      left join request_asker asker
        on asker.request_id = notice.request_id and asker.number = notice.asker
      where notice.state = 'waiting'
        and (notice.next_at <= ? or notice.recheck)
        and coalesce(notice.person_id, asker.person_id) is not null
      order by notice.next_at, notice.id
      limit ?
      """;

  private static final String PERSON_ROW =
      "insert into telling (person_id) values (?) on conflict do nothing";

  private static final String LOCK =
      "select last_at from telling where person_id = ? for update skip locked";

  private static final String CLAIM =
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

  private static final String CONTACTS =
      """
      select kind, address
      from contact
      where person_id = ? and verified_at is not null and kind = any (?)
      order by id
      """;

  private static final String END =
      "update notice set state = ?, ended_at = ?, recheck = false where id = ?";

  private static final String SENT =
      "update notice set step = step + 1, next_at = ?, recheck = false where id = ?";

  private static final String WAIT_UNTIL =
      "update notice set next_at = ?, recheck = false where id = ?";

  private static final String KEEP_WAITING = "update notice set recheck = false where id = ?";

  private static final String TOLD_AT = "update telling set last_at = ? where person_id = ?";

  private static final String TRY =
      """
      insert into notice_try (notice_id, n, at, said, kind, outcome, code)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String TOLD =
      "update notice set state = 'told', ended_at = ? where id = ? and state = 'waiting'";

  private static final String AGAIN =
      "update notice set next_at = ? where id = ? and state = 'waiting'";

  private final DataSource database;
  private final Channels channels;
  private final TapTokens tokens;
  private final Directory directory;
  private final InstantSource time;

  NoticeClaims(
      DataSource database,
      Channels channels,
      TapTokens tokens,
      Directory directory,
      InstantSource time) {
    this.database = database;
    this.channels = channels;
    this.tokens = tokens;
    this.directory = directory;
    this.time = time;
  }

  /** Returns the notices to look at now, by person, those that wait for longest first. */
  Map<PersonId, List<UUID>> due() {
    record Due(UUID id, PersonId person) {}
    return new SqlQuery()
            .add(DUE, time.instant(), MOST)
            .rows(
                database,
                row ->
                    new Due(
                        row.getObject("id", UUID.class),
                        new PersonId(row.getObject("person_id", UUID.class))))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Due::person,
                    LinkedHashMap::new,
                    Collectors.mapping(Due::id, Collectors.toList())));
  }

  private record Contacted(String kind, String address) {}

  private record ToSay(ClaimedNotice notice, boolean standDown) {
    Said said() {
      if (standDown) {
        return Said.STAND_DOWN;
      }
      return notice.occasion().isPage() ? Said.PAGE : Said.TELL;
    }
  }

  /**
   * Claims what is due for a person, and returns the message to send. Empty if nothing is to be
   * sent now, or if another replica is choosing a message for this person.
   *
   * @param ids the notices to look at, in addition to those that name the person
   */
  @Transactional(TxType.REQUIRES_NEW)
  Optional<OutgoingMessage> claim(PersonId person, List<UUID> ids) {
    execute(new SqlBatch().add(PERSON_ROW, person.value()));
    var lock =
        new SqlQuery()
            .add(LOCK, person.value())
            .rows(database, row -> Optional.ofNullable(row.getTimestamp(1)));
    if (lock.isEmpty()) {
      return Optional.empty();
    }
    // Read after the lock: another replica may just have sent a message.
    var now = time.instant();
    var batch = new SqlBatch();
    var toSay = toSay(person, ids, now, batch);
    var free = lock.getFirst().map(last -> last.toInstant().plus(BETWEEN_MESSAGES)).orElse(now);
    var message = say(person, toSay, free, now, batch);
    execute(batch);
    return message;
  }

  private List<ToSay> toSay(PersonId person, List<UUID> ids, Instant now, SqlBatch batch) {
    var onDuty = new ReachablePeople(directory.snapshot(), now).isOnCall(person);
    var toSay = new ArrayList<ToSay>();
    for (var notice : claimed(person, ids, now)) {
      switch (notice.decide(person, onDuty, now)) {
        case SEND -> toSay.add(new ToSay(notice, false));
        case STAND_DOWN -> toSay.add(new ToSay(notice, true));
        case WAIT -> batch.add(KEEP_WAITING, notice.id());
        case OVER -> end(batch, notice, "over", now);
        case OFF_DUTY -> end(batch, notice, "off_duty", now);
        case GIVE_UP -> end(batch, notice, "given_up", now);
        case STALE -> end(batch, notice, "stale", now);
      }
    }
    return toSay;
  }

  private List<ClaimedNotice> claimed(PersonId person, List<UUID> ids, Instant now) {
    return new SqlQuery()
        .add(CLAIM, now, new SqlArray("uuid", ids), person.value())
        .rows(database, ClaimedNotice::of);
  }

  private static void end(SqlBatch batch, ClaimedNotice notice, String state, Instant now) {
    batch.add(END, state, now, notice.id());
  }

  private Optional<OutgoingMessage> say(
      PersonId person, List<ToSay> toSay, Instant free, Instant now, SqlBatch batch) {
    if (toSay.isEmpty()) {
      return Optional.empty();
    }
    if (free.isAfter(now)) {
      toSay.forEach(it -> batch.add(WAIT_UNTIL, free, it.notice().id()));
      return Optional.empty();
    }
    var contacts = contacts(person);
    if (contacts.isEmpty()) {
      toSay.forEach(it -> end(batch, it.notice(), "no_contact", now));
      return Optional.empty();
    }
    toSay.forEach(it -> sent(batch, it, now));
    batch.add(TOLD_AT, now, person.value());
    var contact = contacts.get(turn(toSay) % contacts.size());
    return Optional.of(
        new OutgoingMessage(
            person,
            contact.kind(),
            contact.address(),
            contacts.size() - 1,
            message(toSay, link(person, toSay, now, batch)),
            toSay.stream().map(NoticeClaims::part).toList()));
  }

  /** The first message goes to the first contact, a repetition to the next one, in turn. */
  private static int turn(List<ToSay> toSay) {
    return toSay.stream()
        .mapToInt(it -> it.standDown() ? it.notice().step() - 1 : it.notice().step())
        .max()
        .orElse(0);
  }

  private static Part part(ToSay toSay) {
    var notice = toSay.notice();
    return new Part(
        notice.id(),
        toSay.standDown() ? notice.step() : notice.step() + 1,
        toSay.said(),
        notice.plannedAt());
  }

  private static void sent(SqlBatch batch, ToSay toSay, Instant now) {
    var notice = toSay.notice();
    switch (toSay.said()) {
      case STAND_DOWN -> end(batch, notice, "over", now);
      case PAGE ->
          batch.add(SENT, now.plus(NoticeDecision.repeatAfter(notice.impact())), notice.id());
      case TELL -> batch.add(SENT, now.plus(LEASE), notice.id());
    }
  }

  private List<Contacted> contacts(PersonId person) {
    return new SqlQuery()
        .add(CONTACTS, person.value(), new SqlArray("text", List.copyOf(channels.kinds())))
        .rows(database, row -> new Contacted(row.getString(1), row.getString(2)));
  }

  private @Nullable String link(PersonId person, List<ToSay> toSay, Instant now, SqlBatch batch) {
    var pages = toSay.stream().filter(it -> it.said() == Said.PAGE).map(ToSay::notice).toList();
    return pages.isEmpty() ? null : tokens.link(person, pages, now, batch);
  }

  private Message message(List<ToSay> toSay, @Nullable String link) {
    var lines = toSay.stream().map(this::line).toList();
    return new Message(MessageText.subject(lines), MessageText.text(lines, link));
  }

  private MessageText.Line line(ToSay toSay) {
    var notice = toSay.notice();
    return new MessageText.Line(
        notice.occasion(),
        toSay.standDown(),
        notice.reference(),
        notice.impact(),
        notice.isConfidential() ? null : notice.category(),
        notice.isConfidential() ? null : directory.unit(notice.unit()).map(Unit::name).orElse(null),
        notice.plannedAt(),
        notice.answerBy(),
        directory.facility(notice.facility()).map(Facility::timeZone).orElse(zone()));
  }

  private static ZoneId zone() {
    return ZoneOffset.UTC;
  }

  /** Records what became of a message. After a failure the next contact is tried at once. */
  @Transactional(TxType.REQUIRES_NEW)
  void record(OutgoingMessage sent, Delivery delivery) {
    var now = time.instant();
    var batch = new SqlBatch();
    for (var part : sent.parts()) {
      batch.add(
          TRY,
          part.notice(),
          part.n(),
          now,
          WireNames.of(part.said()),
          sent.kind(),
          delivery.accepted() ? "accepted" : "failed",
          delivery.code());
      if (!delivery.accepted()) {
        batch.add(AGAIN, sent.others() > 0 ? now : now.plus(LEASE), part.notice());
      } else if (part.said() == Said.TELL) {
        batch.add(TOLD, now, part.notice());
      }
    }
    if (!delivery.accepted()) {
      batch.add(TOLD_AT, SqlParameters.orNull("timestamptz", null), sent.person().value());
    }
    execute(batch);
  }

  private void execute(SqlBatch batch) {
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("Saving notices failed", failure);
    }
  }
}
