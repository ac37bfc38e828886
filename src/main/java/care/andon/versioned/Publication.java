package care.andon.versioned;

import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.SqlBatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * Writes new versions, for one caller at a time: a caller locks the revision until the transaction
 * ends, so nothing else changes between the check and the change. An idempotency key is kept for
 * ever, like the version that it published.
 */
@ApplicationScoped
class Publication {
  private final RevisionCounter revisions;
  private final IdempotencyKeys keys;
  private final EntityManager entities;
  private final InstantSource time;

  Publication(
      RevisionCounter revisions, IdempotencyKeys keys, EntityManager entities, InstantSource time) {
    this.revisions = revisions;
    this.keys = keys;
    this.entities = entities;
    this.time = time;
  }

  /**
   * Who publishes.
   *
   * @param attempt null without an idempotency key
   */
  record Author(String username, IdempotencyKeys.@Nullable Attempt attempt) {}

  /** A change of a kind, by an author who holds the lock on the revision. */
  private record Change<T, P>(
      PublishedKind<T, ?, P> kind, P published, Author author, long revision, Instant now) {
    Version<T> last(String code, Precondition precondition) {
      var last = kind.versions(published).latest(code).orElseThrow(Problem::notFound);
      precondition.require(last);
      return last;
    }

    boolean changesNothing(Version<T> last, ValidDraft<T> draft) {
      return last.name().equals(draft.name())
          && kind.store().saysTheSame(last.content(), draft.content());
    }

    Version<T> insert(ValidDraft<T> draft, int number) {
      var version =
          new Version<>(
              draft.code(),
              number,
              draft.name(),
              revision + 1,
              null,
              now,
              author.username(),
              null,
              null,
              draft.content());
      kind.store().insert(version);
      return version;
    }

    Version<T> end(Version<T> version) {
      var ended = version.ended(revision + 1, now, author.username());
      kind.store().end(ended);
      return ended;
    }
  }

  private <T, P> Change<T, P> begin(PublishedKind<T, ?, P> kind, Author author) {
    var revision = revisions.lock();
    return new Change<>(kind, kind.read(), author, revision, time.instant());
  }

  /** Publishes the first version; the same document again changes nothing. */
  @Transactional
  <T, D, P> PublishOutcome<T> create(PublishedKind<T, D, P> kind, Author author, D document) {
    var change = begin(kind, author);
    var draft = kind.read(document, null, change.published(), change.now());
    var last = kind.versions(change.published()).latest(draft.code());
    if (last.filter(it -> it.number() == 1 && it.isInForce() && change.changesNothing(it, draft))
        .isPresent()) {
      return done(change, last.get(), 201, change.revision(), true);
    }
    if (kind.store().isUsed(draft.code())) {
      throw Problem.of(ProblemType.CODE_TAKEN, ProblemType.CODE_TAKEN.advice());
    }
    kind.requireFits(draft, change.published());
    return advanced(change, change.insert(draft, 1), 201);
  }

  /** Publishes the next version; the same document again changes nothing. */
  @Transactional
  <T, D, P> PublishOutcome<T> change(
      PublishedKind<T, D, P> kind,
      Author author,
      String code,
      D document,
      Precondition precondition) {
    var change = begin(kind, author);
    var last = change.last(code, precondition);
    var draft = kind.read(document, last, change.published(), change.now());
    if (!last.isInForce()) {
      throw Problem.of(ProblemType.RETIRED, ProblemType.RETIRED.advice());
    }
    if (change.changesNothing(last, draft)) {
      return done(change, last, 200, change.revision(), false);
    }
    kind.requireFits(draft, change.published());
    change.end(last);
    return advanced(change, change.insert(draft, last.number() + 1), 200);
  }

  /** Retires the last version. A retired version stays as it is. */
  @Transactional
  <T, P> PublishOutcome<T> retire(
      PublishedKind<T, ?, P> kind, Author author, String code, Precondition precondition) {
    var change = begin(kind, author);
    var last = change.last(code, precondition);
    if (!last.isInForce()) {
      return done(change, last, 200, change.revision(), false);
    }
    kind.requireDispensable(last, change.published());
    return advanced(change, change.end(last), 200);
  }

  private <T> PublishOutcome<T> advanced(Change<T, ?> change, Version<T> version, int status) {
    revisions.advance(change.revision() + 1);
    return done(change, version, status, change.revision() + 1, false);
  }

  private <T> PublishOutcome<T> done(
      Change<T, ?> change, Version<T> version, int status, long revision, boolean replayed) {
    var used =
        new IdempotencyKeys.Document(
            change.kind().storedAs(), version.code(), version.number(), revision);
    var batch = new SqlBatch();
    keys.remember(batch, change.author().attempt(), status, used);
    entities.unwrap(Session.class).doWork(batch::execute);
    return new PublishOutcome<>(version, replayed, revision);
  }
}
