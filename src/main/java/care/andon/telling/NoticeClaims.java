package care.andon.telling;

import care.andon.channel.ChannelBreakers;
import care.andon.channel.Channels;
import care.andon.channel.Message;
import care.andon.directory.Directory;
import care.andon.directory.Facility;
import care.andon.directory.Unit;
import care.andon.history.RequestEvent.NotReachedBecause;
import care.andon.kernel.FacilityId;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import care.andon.request.assignment.ReachablePeople;
import care.andon.telling.OutgoingMessage.Part;
import care.andon.telling.OutgoingMessage.Said;
import care.andon.telling.engine.MessageText;
import care.andon.telling.engine.NoticeDecision;
import care.andon.telling.engine.QuietHours;
import care.andon.telling.tap.TapTokens;
import care.andon.telling.tap.TapTokens.Tappable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Claims the notices of one person and makes one message of them. Whether each is still needed is
 * read in the transaction that claims it. A row per person is locked meanwhile, so any number of
 * replicas sends at most one message a minute to a person.
 */
@ApplicationScoped
class NoticeClaims {
  private static final Duration BETWEEN_MESSAGES = Duration.ofMinutes(1);

  /** After this time a message whose sender was stopped is sent again. */
  static final Duration LEASE = Duration.ofSeconds(30);

  static final String PERSON_ROW =
      "insert into telling (person_id) values (?) on conflict do nothing";

  private static final String LOCK =
      "select last_at, quiet::text from telling where person_id = ? for update skip locked";

  private static final String CONTACTS =
      """
      select id, kind, address, failing_since is not null as fails
      from contact
      where person_id = ? and verified_at is not null and kind = any (?)
      order by id
      """;

  // One statement for all notices of a message: a person may be called about thousands at once.
  static final String END =
      "update notice set state = ?, ended_at = ?, recheck = false where id = any (?)";

  private static final String SENT =
      "update notice set step = step + 1, next_at = ?, recheck = false where id = any (?)";

  private static final String WAIT_UNTIL =
      "update notice set next_at = ?, recheck = false where id = any (?)";

  private static final String HOLD_UNTIL =
      "update notice set next_at = ?, held_until = ?, recheck = false where id = any (?)";

  private static final String KEEP_WAITING = "update notice set recheck = false where id = any (?)";

  static final String TOLD_AT = "update telling set last_at = ? where person_id = ?";

  private final DataSource database;
  private final DueNotices due;
  private final Channels channels;
  private final ChannelBreakers breakers;
  private final ConfiguredContacts configured;
  private final TapTokens tokens;
  private final QuietTimes quietTimes;
  private final Directory directory;
  private final InstantSource time;

  NoticeClaims(
      DataSource database,
      DueNotices due,
      Channels channels,
      ChannelBreakers breakers,
      ConfiguredContacts configured,
      TapTokens tokens,
      QuietTimes quietTimes,
      Directory directory,
      InstantSource time) {
    this.database = database;
    this.due = due;
    this.channels = channels;
    this.breakers = breakers;
    this.configured = configured;
    this.tokens = tokens;
    this.quietTimes = quietTimes;
    this.directory = directory;
    this.time = time;
  }

  /** What the row says that is locked for a person. */
  private record LockedPerson(@Nullable Instant lastAt, QuietHours quiet) {}

  private record Contacted(@Nullable UUID id, String kind, String address, boolean fails) {}

  private record ToSay(ClaimedNotice notice, boolean standDown) {
    Said said() {
      if (standDown) {
        return Said.STAND_DOWN;
      }
      return notice.occasion().isPage() ? Said.PAGE : Said.TELL;
    }
  }

  /**
   * What came of a claim.
   *
   * @param message empty if nothing is to be sent now
   * @param unreached pages that reach their person by no contact
   */
  record Claim(Optional<OutgoingMessage> message, List<Unreached> unreached) {
    private static final Claim NONE = new Claim(Optional.empty(), List.of());

    Claim {
      unreached = List.copyOf(unreached);
    }
  }

  /**
   * Claims what is due for an addressee, and returns the message to send. There is none if another
   * replica is choosing a message for this addressee.
   *
   * @param ids the notices to look at, in addition to those that name the person
   */
  @Transactional(TxType.REQUIRES_NEW)
  Claim claim(Addressee to, List<UUID> ids) {
    execute(new SqlBatch().add(PERSON_ROW, to.id()));
    var lock = new SqlQuery().add(LOCK, to.id()).rows(database, this::person);
    if (lock.isEmpty()) {
      return Claim.NONE;
    }
    // Read after the lock: another replica may just have sent a message.
    var now = time.instant();
    var batch = new SqlBatch();
    var person = lock.getFirst();
    var toSay = toSay(to, ids, person.quiet(), now, batch);
    var last = person.lastAt();
    var free = last == null ? now : last.plus(BETWEEN_MESSAGES);
    var claim = say(to, toSay, free, now, batch);
    execute(batch);
    return claim;
  }

  private LockedPerson person(ResultSet row) throws SQLException {
    var lastAt = row.getTimestamp(1);
    return new LockedPerson(
        lastAt == null ? null : lastAt.toInstant(),
        quietTimes.parse(row.getString(2)).quietHours());
  }

  private List<ToSay> toSay(
      Addressee to, List<UUID> ids, QuietHours quiet, Instant now, SqlBatch batch) {
    var onDuty =
        !to.isLastResort() && new ReachablePeople(directory.snapshot(), now).isOnCall(to.person());
    var toSay = new ArrayList<ToSay>();
    var others = new EnumMap<NoticeDecision, List<UUID>>(NoticeDecision.class);
    var held = new HashMap<ZoneId, List<UUID>>();
    for (var notice : due.of(to, ids, now)) {
      var zone = zone(notice);
      var decision = notice.decide(to, onDuty, quiet.cover(now, zone), now);
      switch (decision) {
        case SEND -> toSay.add(new ToSay(notice, false));
        case STAND_DOWN -> toSay.add(new ToSay(notice, true));
        case HOLD -> held.computeIfAbsent(zone, _ -> new ArrayList<>()).add(notice.id());
        case WAIT, OVER, OFF_DUTY, GIVE_UP, STALE ->
            others.computeIfAbsent(decision, _ -> new ArrayList<>()).add(notice.id());
      }
    }
    others.forEach((decision, notices) -> keepOrEnd(batch, decision, notices, now));
    held.forEach((zone, notices) -> hold(batch, notices, quiet.endFrom(now, zone).orElseThrow()));
    return toSay;
  }

  private static void keepOrEnd(
      SqlBatch batch, NoticeDecision decision, List<UUID> notices, Instant now) {
    switch (decision) {
      case WAIT -> batch.add(KEEP_WAITING, new SqlArray("uuid", notices));
      case OVER -> end(batch, notices, "over", now);
      case OFF_DUTY -> end(batch, notices, "off_duty", now);
      case GIVE_UP -> end(batch, notices, "given_up", now);
      case STALE -> end(batch, notices, "stale", now);
      case SEND, STAND_DOWN, HOLD -> throw new IllegalStateException("Not ended: " + decision);
    }
  }

  private static void hold(SqlBatch batch, List<UUID> notices, Instant until) {
    batch.add(HOLD_UNTIL, until, until, new SqlArray("uuid", notices));
  }

  private static void end(SqlBatch batch, List<UUID> notices, String state, Instant now) {
    batch.add(END, state, now, new SqlArray("uuid", notices));
  }

  private Claim say(Addressee to, List<ToSay> toSay, Instant free, Instant now, SqlBatch batch) {
    if (toSay.isEmpty()) {
      return Claim.NONE;
    }
    if (free.isAfter(now)) {
      batch.add(WAIT_UNTIL, free, ids(toSay));
      return Claim.NONE;
    }
    var contacts = contacts(to, toSay.getFirst().notice().facility());
    if (contacts.isEmpty()) {
      return withoutContact(to, toSay, now, batch);
    }
    var contact = working(contacts, turn(toSay));
    if (contact.isEmpty()) {
      batch.add(WAIT_UNTIL, now.plus(LEASE), ids(toSay));
      return new Claim(
          Optional.empty(), unreached(to, pages(toSay), NotReachedBecause.CHANNEL_DOWN));
    }
    sent(batch, toSay, now);
    // The minute begins when the message is accepted. If this replica stops before, the message may
    // be sent again after the lease.
    batch.add(TOLD_AT, now.plus(LEASE).minus(BETWEEN_MESSAGES), to.id());
    return new Claim(
        Optional.of(message(to, contact.get(), contacts.size(), toSay, now, batch)), List.of());
  }

  /**
   * A page without a contact waits until the history says that the person is not reached. If this
   * replica stops before that, the page is looked at again. Without any channel no person is told
   * anything, so that is not said of anybody.
   */
  private Claim withoutContact(Addressee to, List<ToSay> toSay, Instant now, SqlBatch batch) {
    var unreached =
        channels.kinds().isEmpty()
            ? List.<Unreached>of()
            : unreached(to, pages(toSay), NotReachedBecause.NO_CONTACT);
    var waiting = unreached.stream().map(Unreached::notice).collect(Collectors.toSet());
    batch.add(WAIT_UNTIL, now.plus(LEASE), ids(toSay, it -> waiting.contains(it.notice().id())));
    batch.add(END, "no_contact", now, ids(toSay, it -> !waiting.contains(it.notice().id())));
    return new Claim(Optional.empty(), unreached);
  }

  private static List<ClaimedNotice> pages(List<ToSay> toSay) {
    return toSay.stream().filter(it -> it.said() == Said.PAGE).map(ToSay::notice).toList();
  }

  private static List<Unreached> unreached(
      Addressee to, List<ClaimedNotice> pages, NotReachedBecause because) {
    var unreached = new ArrayList<Unreached>();
    for (var page : pages) {
      var escalation = page.escalation();
      if (!to.isLastResort() && escalation != null && !page.isKnownUnreached()) {
        unreached.add(Unreached.of(page.id(), page.request(), escalation, to.person(), because));
      }
    }
    return unreached;
  }

  /** Returns the contact whose turn it is, or the next one by a channel that works. */
  private Optional<Contacted> working(List<Contacted> contacts, int turn) {
    return IntStream.range(0, contacts.size())
        .mapToObj(i -> contacts.get((turn + i) % contacts.size()))
        .filter(contact -> breakers.mayTry(contact.kind()))
        .findFirst();
  }

  private OutgoingMessage message(
      Addressee to,
      Contacted contact,
      int contacts,
      List<ToSay> toSay,
      Instant now,
      SqlBatch batch) {
    return new OutgoingMessage(
        to,
        contact.id(),
        contact.fails(),
        contact.kind(),
        contact.address(),
        contacts,
        message(toSay, link(to, pages(toSay), now, batch)),
        toSay.stream().map(it -> part(it, now)).toList());
  }

  /** The first message goes to the first contact, a repetition to the next one, in turn. */
  private static int turn(List<ToSay> toSay) {
    return toSay.stream()
        .mapToInt(it -> it.standDown() ? it.notice().step() - 1 : it.notice().step())
        .max()
        .orElse(0);
  }

  private static Part part(ToSay toSay, Instant now) {
    var notice = toSay.notice();
    return new Part(
        notice.id(),
        notice.request(),
        notice.escalation(),
        notice.isKnownUnreached(),
        toSay.standDown() ? notice.step() : notice.step() + 1,
        toSay.said(),
        notice.plannedAt(),
        now.plus(NoticeDecision.repeatAfter(notice.impact())));
  }

  private static void sent(SqlBatch batch, List<ToSay> toSay, Instant now) {
    batch.add(SENT, now.plus(LEASE), ids(toSay, it -> !it.standDown()));
    batch.add(END, "over", now, ids(toSay, ToSay::standDown));
  }

  private static SqlArray ids(List<ToSay> toSay) {
    return ids(toSay, _ -> true);
  }

  private static SqlArray ids(List<ToSay> toSay, Predicate<ToSay> which) {
    return new SqlArray("uuid", toSay.stream().filter(which).map(it -> it.notice().id()).toList());
  }

  private List<Contacted> contacts(Addressee to, FacilityId facility) {
    if (to.isLastResort()) {
      return configured.lastResort(facility).stream()
          .map(it -> new Contacted(null, it.kind(), it.address(), false))
          .toList();
    }
    return new SqlQuery()
        .add(CONTACTS, to.id(), new SqlArray("text", List.copyOf(channels.kinds())))
        .rows(
            database,
            row ->
                new Contacted(
                    row.getObject("id", UUID.class),
                    row.getString("kind"),
                    row.getString("address"),
                    row.getBoolean("fails")));
  }

  private @Nullable String link(
      Addressee to, List<ClaimedNotice> pages, Instant now, SqlBatch batch) {
    return pages.isEmpty() || to.isLastResort()
        ? null
        : tokens.link(to.person(), tappable(pages), now, batch);
  }

  private static List<Tappable> tappable(List<ClaimedNotice> pages) {
    return pages.stream()
        .flatMap(
            page ->
                Optional.ofNullable(page.escalation())
                    .map(number -> new Tappable(page.request(), number))
                    .stream())
        .toList();
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
        zone(notice));
  }

  private ZoneId zone(ClaimedNotice notice) {
    return directory.facility(notice.facility()).map(Facility::timeZone).orElse(ZoneOffset.UTC);
  }

  private void execute(SqlBatch batch) {
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("Saving notices failed", failure);
    }
  }
}
