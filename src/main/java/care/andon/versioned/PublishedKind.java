package care.andon.versioned;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One kind of configuration, as its feature describes it to the {@link Publisher}.
 *
 * @param <T> the content of a version
 * @param <D> the document as a client sends it
 * @param <P> everything that is published, by which a document is judged
 */
public interface PublishedKind<T, D, P> {

  /** The name of the kind in the operation that an idempotency key is bound to; never changes. */
  String noun();

  /** The name of the kind beside a stored idempotency key; never changes. */
  String storedAs();

  VersionStore<?, T, ?> store();

  /** Reads from the database everything that is published now. */
  P read();

  /** Makes this replica use everything that is published now. */
  void refresh();

  Versions<T> versions(P published);

  /**
   * Reads a document.
   *
   * @param replaced the version that it replaces; null for a first version
   * @throws care.andon.platform.problem.Problem that names everything that is wrong with it
   */
  ValidDraft<T> read(D document, @Nullable Version<T> replaced, P published, Instant now);

  /**
   * Passes if the document goes with everything else that is published.
   *
   * @throws care.andon.platform.problem.Problem if not
   */
  void requireFits(ValidDraft<T> draft, P published);

  /**
   * Passes if everything else that is published goes without the version.
   *
   * @throws care.andon.platform.problem.Problem if not
   */
  void requireDispensable(Version<T> version, P published);
}
