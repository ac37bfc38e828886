package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ItemKind;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing of the directory, stored or wanted.
 *
 * @param id the one it has; a name made of its key for memberships and owners, which have none
 * @param source the system it is known to; null for what was written here
 * @param externalId its id there; null for memberships and owners, and for what was written here
 * @param gone whether it was here once and no longer is
 * @param values one for each field of its kind, as PostgreSQL writes it
 */
public record DirectoryItem(
    ItemKind kind,
    UUID id,
    @Nullable String source,
    @Nullable String externalId,
    boolean gone,
    List<@Nullable String> values) {

  @Nullable
  public String get(String title) {
    return values.get(kind.index(title));
  }

  /** What must be there. */
  public String text(String title) {
    return Objects.requireNonNull(get(title), title);
  }

  public UUID uuid(String title) {
    return UUID.fromString(text(title));
  }

  /** The code or username. */
  public String code() {
    return Objects.requireNonNull(values.getFirst());
  }

  public boolean isTrue(String title) {
    return "true".equals(get(title));
  }

  boolean isOf(String system) {
    return system.equals(source);
  }

  DirectoryItem goes() {
    return new DirectoryItem(kind, id, source, externalId, true, values);
  }

  /** Whether it is stored as it is wanted. */
  boolean isLike(DirectoryItem other) {
    return gone == other.gone
        && Objects.equals(source, other.source)
        && Objects.equals(externalId, other.externalId)
        && values.equals(other.values);
  }
}
