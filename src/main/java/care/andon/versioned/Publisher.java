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
        (published, turn) -> {
          var draft = kind.read(document, null, published, turn.now());
          return turn.create(
              shelf(kind, published), draft, () -> kind.requireFits(draft, published));
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
        (published, turn) -> {
          var replaced = Publication.there(kind.versions(published), code, precondition);
          var draft = kind.read(document, replaced, published, turn.now());
          return turn.change(
              shelf(kind, published), replaced, draft, () -> kind.requireFits(draft, published));
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
        (published, turn) -> {
          var last = Publication.there(kind.versions(published), code, precondition);
          return turn.retire(
              shelf(kind, published), last, () -> kind.requireDispensable(last, published));
        });
  }

  private <T, P> PublishOutcome<T> exclusively(
      PublishedKind<T, ?, P> kind,
      Publication.Order order,
      BiFunction<P, Publication.Turn, PublishOutcome<T>> act) {
    try {
      return publication.alone(
          order, () -> kind.versions(kind.read()), turn -> act.apply(kind.read(), turn));
    } finally {
      kind.refresh();
    }
  }

  private static <T, P> Publication.Shelf<T> shelf(PublishedKind<T, ?, P> kind, P published) {
    return new Publication.Shelf<>(kind.table(), kind.versions(published), kind::saysTheSame);
  }
}
