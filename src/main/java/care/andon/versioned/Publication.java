package care.andon.versioned;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.idempotency.IdempotentExecution;
import care.andon.platform.identity.Caller;
import care.andon.platform.problem.Problem;
import care.andon.platform.problem.ProblemType;
import care.andon.platform.sql.SqlBatch;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
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
  private final IdempotentExecution once;
  private final DataSource database;
  private final InstantSource time;

  Publication(
      RevisionCounter revisions,
      IdempotencyKeys keys,
      IdempotentExecution once,
      DataSource database,
      InstantSource time) {
    this.once = once;
    this.revisions = revisions;
    this.keys = keys;
    this.database = database;
    this.time = time;
  }

  /**
   * The versions of one kind, as they are while the revision is locked.
   *
   * @param saysTheSame whether two contents differ in nothing but their number
   */
  record KindVersions<T>(
      VersionTable<T> table, Versions<T> versions, BiPredicate<T, T> saysTheSame) {
    private boolean holds(Version<T> version, ValidDraft<T> draft) {
      return version.name().equals(draft.name())
          && saysTheSame.test(version.content(), draft.content());
    }
  }

  /**
   * One call that publishes or retires.
   *
   * @param key identifies a retry; null for none
   * @param operation the act and its object; another operation with the same key is refused
   * @param body the document; null for none
   */
  record Order(
      Caller caller, @Nullable IdempotencyKey key, String operation, @Nullable Object body) {}

  /** The transaction of one caller, who holds the lock on the revision. */
  final class Session {
    private final long revision;
    private final Instant now;
    private final Caller caller;
    private final IdempotencyKeys.@Nullable Attempt attempt;

    private Session(long revision, Caller caller, IdempotencyKeys.@Nullable Attempt attempt) {
      this.revision = revision;
      this.now = time.instant();
      this.caller = caller;
      this.attempt = attempt;
    }

    Instant now() {
      return now;
    }

    /**
     * Publishes the first version; the same document again changes nothing.
     *
     * @param judge throws if the draft does not go with everything else that is published
     */
    <T> PublishOutcome<T> create(KindVersions<T> kind, ValidDraft<T> draft, Runnable judge) {
      var last = kind.versions().latest(draft.code());
      if (last.filter(it -> it.number() == 1 && it.isInForce() && kind.holds(it, draft))
          .isPresent()) {
        return unchanged(kind, last.get(), 201, true);
      }
      if (kind.table().isUsed(draft.code())) {
        throw Problem.of(ProblemType.CODE_TAKEN, ProblemType.CODE_TAKEN.advice());
      }
      judge.run();
      var version = version(draft, 1);
      var batch = new SqlBatch();
      kind.table().insert(batch, version);
      return done(batch, kind, version, 201);
    }

    /** Publishes the next version; the same document again changes nothing. */
    <T> PublishOutcome<T> change(
        KindVersions<T> kind, Version<T> last, ValidDraft<T> draft, Runnable judge) {
      if (!last.isInForce()) {
        throw Problem.of(ProblemType.RETIRED, ProblemType.RETIRED.advice());
      }
      if (kind.holds(last, draft)) {
        return unchanged(kind, last, 200, false);
      }
      judge.run();
      var next = version(draft, last.number() + 1);
      var batch = new SqlBatch();
      end(batch, kind, last);
      kind.table().insert(batch, next);
      return done(batch, kind, next, 200);
    }

    /** Retires a version. A retired version stays as it is. */
    <T> PublishOutcome<T> retire(KindVersions<T> kind, Version<T> last, Runnable judge) {
      if (!last.isInForce()) {
        return unchanged(kind, last, 200, false);
      }
      judge.run();
      var batch = new SqlBatch();
      end(batch, kind, last);
      return done(batch, kind, ended(last), 200);
    }

    private <T> Version<T> version(ValidDraft<T> draft, int number) {
      return new Version<>(
          draft.code(),
          number,
          draft.name(),
          revision + 1,
          null,
          now,
          caller.username(),
          null,
          null,
          draft.content());
    }

    private <T> Version<T> ended(Version<T> version) {
      return new Version<>(
          version.code(),
          version.number(),
          version.name(),
          version.since(),
          revision + 1,
          version.publishedAt(),
          version.publishedBy(),
          now,
          caller.username(),
          version.content());
    }

    private <T> void end(SqlBatch batch, KindVersions<T> kind, Version<T> version) {
      kind.table().end(batch, version, revision + 1, now, caller.username());
    }

    private <T> PublishOutcome<T> done(
        SqlBatch batch, KindVersions<T> kind, Version<T> version, int status) {
      revisions.advance(batch, revision + 1);
      remember(batch, kind, version, status, revision + 1);
      send(batch);
      return new PublishOutcome<>(version, false, revision + 1);
    }

    private <T> PublishOutcome<T> unchanged(
        KindVersions<T> kind, Version<T> last, int status, boolean replayed) {
      var batch = new SqlBatch();
      remember(batch, kind, last, status, revision);
      send(batch);
      return new PublishOutcome<>(last, replayed, revision);
    }

    private void remember(
        SqlBatch batch, KindVersions<?> kind, Version<?> version, int status, long after) {
      keys.remember(
          batch,
          attempt,
          status,
          new IdempotencyKeys.Document(
              kind.table().kind(), version.code(), version.number(), after));
    }
  }

  /**
   * Publishes or retires something while nobody else does. A retry is answered as it was the first
   * time.
   *
   * @param versions reads what is published now
   */
  <T> PublishOutcome<T> exclusively(
      Order order, Supplier<Versions<T>> versions, Function<Session, PublishOutcome<T>> change) {
    var attempt = keys.attempt(order.caller(), order.key(), order.operation(), order.body());
    return once.once(
        attempt,
        IdempotencyKeys.Document.class,
        () ->
            QuarkusTransaction.requiringNew()
                .call(() -> change.apply(new Session(revisions.lock(), order.caller(), attempt))),
        used -> replay(used, versions.get()));
  }

  private static <T> PublishOutcome<T> replay(IdempotencyKeys.Document used, Versions<T> versions) {
    var version = versions.version(new VersionRef(used.code(), used.version())).orElseThrow();
    return new PublishOutcome<>(version.asAt(used.revision()), true, used.revision());
  }

  /** The last version of a document, if the caller has seen it. */
  static <T> Version<T> lastVersion(Versions<T> versions, String code, Precondition precondition) {
    var last = versions.latest(code).orElseThrow(Problem::notFound);
    precondition.require(last);
    return last;
  }

  private void send(SqlBatch batch) {
    try (var connection = database.getConnection()) {
      batch.execute(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("Publishing failed", failure);
    }
  }
}
