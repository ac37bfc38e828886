package care.andon.versioned;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.idempotency.IdempotencyKeys;
import care.andon.platform.idempotency.IdempotentExecution;
import care.andon.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Publishes, changes and retires configuration of every {@link PublishedKind kind}. A retry is
 * answered as it was the first time.
 */
@ApplicationScoped
public class Publisher {
  private final Publication publication;
  private final IdempotencyKeys keys;
  private final IdempotentExecution once;

  Publisher(Publication publication, IdempotencyKeys keys, IdempotentExecution once) {
    this.publication = publication;
    this.keys = keys;
    this.once = once;
  }

  /** Publishes the first version. The same document again changes nothing. */
  public <T, D> PublishOutcome<T> create(
      PublishedKind<T, D, ?> kind, Caller caller, D document, @Nullable IdempotencyKey key) {
    return once(
        kind,
        caller,
        keys.attempt(caller, key, "create " + kind.noun(), document),
        author -> publication.create(kind, author, document));
  }

  /** Publishes the next version. The same document again changes nothing. */
  public <T, D> PublishOutcome<T> change(
      PublishedKind<T, D, ?> kind,
      Caller caller,
      String code,
      D document,
      Precondition precondition,
      @Nullable IdempotencyKey key) {
    return once(
        kind,
        caller,
        keys.attempt(caller, key, "change " + kind.noun() + " " + code, document),
        author -> publication.change(kind, author, code, document, precondition));
  }

  /** Retires the last version: new requests no longer use it. */
  public <T> PublishOutcome<T> retire(
      PublishedKind<T, ?, ?> kind,
      Caller caller,
      String code,
      Precondition precondition,
      @Nullable IdempotencyKey key) {
    return once(
        kind,
        caller,
        keys.attempt(caller, key, "retire " + kind.noun() + " " + code, null),
        author -> publication.retire(kind, author, code, precondition));
  }

  private <T, P> PublishOutcome<T> once(
      PublishedKind<T, ?, P> kind,
      Caller caller,
      IdempotencyKeys.@Nullable Attempt attempt,
      Function<Publication.Author, PublishOutcome<T>> act) {
    try {
      return once.once(
          attempt,
          IdempotencyKeys.Document.class,
          () -> act.apply(new Publication.Author(caller.username(), attempt)),
          used -> replay(used, kind.versions(kind.read())));
    } finally {
      kind.refresh();
    }
  }

  private static <T> PublishOutcome<T> replay(IdempotencyKeys.Document used, Versions<T> versions) {
    var version = versions.version(new VersionRef(used.code(), used.version())).orElseThrow();
    return new PublishOutcome<>(version.asAt(used.revision()), true, used.revision());
  }
}
