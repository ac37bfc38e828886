package care.andon.versioned;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Publishes, changes and retires configuration of every {@link PublishedKind kind}. */
@ApplicationScoped
public class Publisher {
  private final Publication publication;

  Publisher(Publication publication) {
    this.publication = publication;
  }

  /** Publishes the first version. The same document again changes nothing. */
  public <T, D, P> PublishOutcome<T> create(
      PublishedKind<T, D, P> kind, Caller caller, D document, @Nullable IdempotencyKey key) {
    return exclusively(
        kind,
        new Publication.Order(caller, key, "create " + kind.noun(), document),
        (published, session) -> {
          var draft = kind.read(document, null, published, session.now());
          return session.create(
              versions(kind, published), draft, () -> kind.requireFits(draft, published));
        });
  }

  /** Publishes the next version. The same document again changes nothing. */
  public <T, D, P> PublishOutcome<T> change(
      PublishedKind<T, D, P> kind,
      Caller caller,
      String code,
      D document,
      Precondition precondition,
      @Nullable IdempotencyKey key) {
    return exclusively(
        kind,
        new Publication.Order(caller, key, "change " + kind.noun() + " " + code, document),
        (published, session) -> {
          var replaced = Publication.lastVersion(kind.versions(published), code, precondition);
          var draft = kind.read(document, replaced, published, session.now());
          return session.change(
              versions(kind, published), replaced, draft, () -> kind.requireFits(draft, published));
        });
  }

  /** Retires the last version: new requests no longer use it. */
  public <T, D, P> PublishOutcome<T> retire(
      PublishedKind<T, D, P> kind,
      Caller caller,
      String code,
      Precondition precondition,
      @Nullable IdempotencyKey key) {
    return exclusively(
        kind,
        new Publication.Order(caller, key, "retire " + kind.noun() + " " + code, null),
        (published, session) -> {
          var last = Publication.lastVersion(kind.versions(published), code, precondition);
          return session.retire(
              versions(kind, published), last, () -> kind.requireDispensable(last, published));
        });
  }

  private <T, P> PublishOutcome<T> exclusively(
      PublishedKind<T, ?, P> kind,
      Publication.Order order,
      BiFunction<P, Publication.Session, PublishOutcome<T>> act) {
    try {
      return publication.exclusively(
          order, () -> kind.versions(kind.read()), session -> act.apply(kind.read(), session));
    } finally {
      kind.refresh();
    }
  }

  private static <T, P> Publication.KindVersions<T> versions(
      PublishedKind<T, ?, P> kind, P published) {
    return new Publication.KindVersions<>(
        kind.table(), kind.versions(published), kind::saysTheSame);
  }
}
