package care.andon.telling;

import care.andon.channel.Delivery;
import care.andon.channel.Delivery.Outcome;
import care.andon.history.RequestEvent.NotReachedBecause;
import care.andon.kernel.WireNames;
import care.andon.platform.sql.SqlBatch;
import care.andon.platform.sql.SqlParameters;
import care.andon.platform.sql.SqlParameters.SqlArray;
import care.andon.platform.sql.SqlQuery;
import care.andon.telling.OutgoingMessage.Part;
import care.andon.telling.OutgoingMessage.Said;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Records what became of messages, and finds the people whom they did not reach. */
@ApplicationScoped
class NoticeResults {
  private static final String TRY =
      """
      insert into notice_try (notice_id, n, at, said, kind, outcome, code)
      select notice_id, n, ?, said, ?, ?, ?
      from unnest(?, ?, ?) as part (notice_id, n, said)
      """;

  private static final String CONTACT_FAILS =
      "update contact set failing_since = ? where id = ? and failing_since is null";

  private static final String CONTACT_WORKS =
      "update contact set failing_since = null where id = ?";

  private static final String FAILED_EVERYWHERE =
      """
      select notice_id
      from notice_try
      where notice_id = any (?) and said = 'page'
      group by notice_id
      having count(*) >= ? and not bool_or(outcome = 'accepted')
      """;

  private static final String TOLD =
      "update notice set state = 'told', ended_at = ? where id = any (?) and state = 'waiting'";

  private static final String AGAIN =
      "update notice set next_at = ? where id = any (?) and state = 'waiting'";

  private final DataSource database;
  private final InstantSource time;

  NoticeResults(DataSource database, InstantSource time) {
    this.database = database;
    this.time = time;
  }

  /**
   * Records what became of a message. After a failure the next contact is tried at once; after all
   * of them, once more in a while.
   *
   * @return the pages that have failed by every contact, and by none was one accepted
   */
  @Transactional(TxType.REQUIRES_NEW)
  List<Unreached> record(OutgoingMessage sent, Delivery delivery) {
    var now = time.instant();
    var batch = new SqlBatch();
    batch.add(
        TRY,
        now,
        sent.kind(),
        delivery.accepted() ? "accepted" : "failed",
        delivery.code(),
        array("uuid", sent.parts(), Part::notice),
        array("int4", sent.parts(), Part::n),
        array("text", sent.parts(), part -> WireNames.of(part.said())));
    if (delivery.accepted()) {
      accepted(sent, now, batch);
    } else {
      failed(sent, now, batch);
    }
    contactWorks(sent, delivery, now, batch);
    execute(batch);
    return delivery.accepted() ? List.of() : failedEverywhere(sent);
  }

  /** The minute until the next message begins again: claiming many notices takes a while. */
  private static void accepted(OutgoingMessage sent, Instant now, SqlBatch batch) {
    batch.add(NoticeClaims.TOLD_AT, now, sent.to().id());
    batch.add(TOLD, now, array("uuid", those(sent, it -> it.said() == Said.TELL), Part::notice));
    those(sent, it -> it.said() == Said.PAGE).stream()
        .collect(Collectors.groupingBy(Part::repeatAt))
        .forEach((at, pages) -> batch.add(AGAIN, at, array("uuid", pages, Part::notice)));
  }

  private static void failed(OutgoingMessage sent, Instant now, SqlBatch batch) {
    batch.add(NoticeClaims.TOLD_AT, SqlParameters.orNull("timestamptz", null), sent.to().id());
    sent.parts().stream()
        .collect(Collectors.partitioningBy(part -> part.n() % sent.contacts() == 0))
        .forEach(
            (roundEnds, parts) ->
                batch.add(
                    AGAIN,
                    roundEnds ? now.plus(NoticeClaims.LEASE) : now,
                    array("uuid", parts, Part::notice)));
  }

  private static List<Part> those(OutgoingMessage sent, Predicate<Part> which) {
    return sent.parts().stream().filter(which).toList();
  }

  private static SqlArray array(String type, List<Part> parts, Function<Part, Object> value) {
    return new SqlArray(type, parts.stream().map(value).toList());
  }

  private static void contactWorks(
      OutgoingMessage sent, Delivery delivery, Instant now, SqlBatch batch) {
    var contact = sent.contact();
    if (contact != null && delivery.accepted() && sent.contactFails()) {
      batch.add(CONTACT_WORKS, contact);
    }
    if (contact != null && delivery.outcome() == Outcome.REFUSED && !sent.contactFails()) {
      batch.add(CONTACT_FAILS, now, contact);
    }
  }

  private List<Unreached> failedEverywhere(OutgoingMessage sent) {
    var pages =
        sent.parts().stream()
            .filter(it -> it.said() == Said.PAGE && !it.isKnownUnreached())
            .toList();
    if (pages.isEmpty() || sent.to().isLastResort()) {
      return List.of();
    }
    var failed =
        Set.copyOf(
            new SqlQuery()
                .add(
                    FAILED_EVERYWHERE,
                    new SqlArray("uuid", pages.stream().map(Part::notice).toList()),
                    sent.contacts())
                .rows(database, row -> row.getObject(1, UUID.class)));
    var unreached = new ArrayList<Unreached>();
    for (var page : pages) {
      var escalation = page.escalation();
      if (escalation != null && failed.contains(page.notice())) {
        unreached.add(
            Unreached.of(
                page.notice(),
                page.request(),
                escalation,
                sent.to().person(),
                NotReachedBecause.FAILED));
      }
    }
    return unreached;
  }

  /** Ends a notice to a person without a contact. */
  @Transactional(TxType.REQUIRES_NEW)
  void endWithoutContact(UUID notice) {
    execute(
        new SqlBatch()
            .add(
                NoticeClaims.END,
                "no_contact",
                time.instant(),
                new SqlArray("uuid", List.of(notice))));
  }

  private void execute(SqlBatch batch) {
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("Saving notices failed", failure);
    }
  }
}
