package care.andon.versioned;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.List;
import java.util.Objects;

/**
 * The base of the Panache repositories of versions. Versions are added and ended; their content
 * never changes.
 *
 * @param <E> the entity
 * @param <T> the content of a version
 * @param <D> the content as JSON
 */
public abstract class VersionStore<E extends StoredVersion, T, D>
    implements PanacheRepositoryBase<E, VersionRef> {
  private static final String CHANGED =
      "sinceRevision >= 1 and (sinceRevision > ?1 or untilRevision > ?1)";

  private ObjectMapper json;
  private Class<D> document;

  @SuppressWarnings("NullAway.Init") // for the client proxies of CDI, which use no field
  protected VersionStore() {}

  protected VersionStore(ObjectMapper json, Class<D> document) {
    this.json = json;
    this.document = document;
  }

  protected abstract E newEntity();

  /** Equal for equal contents; has no version number. */
  protected abstract D write(T content);

  protected abstract T read(VersionRef ref, D stored);

  /**
   * All versions.
   *
   * @param known the versions up to {@code knownRevision}; what has not changed since is taken from
   *     here
   */
  @ActivateRequestContext
  public Versions<T> read(Versions<T> known, long knownRevision) {
    List<E> changed = list(CHANGED, knownRevision);
    // Detached, so that a later read in the same session sees what changed in between.
    changed.forEach(getEntityManager()::detach);
    return known.with(changed.stream().map(this::version).toList());
  }

  private Version<T> version(E stored) {
    try {
      var definition = Objects.requireNonNull(json.readValue(stored.definition(), document));
      return stored.with(read(stored.key(), definition));
    } catch (JsonProcessingException unreadable) {
      throw new IllegalStateException("A definition cannot be read", unreadable);
    }
  }

  /** Whether two contents are stored alike: they differ in nothing but their version number. */
  public boolean saysTheSame(T one, T other) {
    return write(one).equals(write(other));
  }

  /** Whether a code was ever used, even before there were revisions. */
  public boolean isUsed(String code) {
    return count("key.code", code) > 0;
  }

  public void insert(Version<T> version) {
    try {
      var stored = newEntity();
      stored.fill(version, json.writeValueAsString(write(version.content())));
      persistAndFlush(stored);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Stores that the version is no longer in force, as its {@code until} and {@code ended} say. */
  public void end(Version<T> version) {
    update(
        "untilRevision = ?1, endedAt = ?2, endedBy = ?3 where key.code = ?4 and key.version = ?5",
        version.until(),
        version.endedAt(),
        version.endedBy(),
        version.code(),
        version.number());
  }
}
