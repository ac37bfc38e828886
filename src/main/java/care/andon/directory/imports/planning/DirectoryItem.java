package care.andon.directory.imports.planning;

import care.andon.directory.imports.reading.ItemKind;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the directory, stored or wanted.
 *
 * @param id its id; for memberships and owners, which have none, derived from their key
 * @param source the system it comes from; null if it was entered here
 * @param externalId its id in that system; null for memberships, owners and entries made here
 * @param gone whether it existed once and is gone now
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

  /** The value of a field that is never null. */
  public String text(String title) {
    return Objects.requireNonNull(get(title), title);
  }

  /** The value of a field that is never null, by its position in the kind. */
  public String textAt(int field) {
    return Objects.requireNonNull(values.get(field));
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

  boolean isFromSource(String system) {
    return system.equals(source);
  }

  DirectoryItem asGone() {
    return new DirectoryItem(kind, id, source, externalId, true, values);
  }

  /** Whether nothing differs between the stored and the wanted entry. */
  boolean isSameAs(DirectoryItem other) {
    return gone == other.gone
        && Objects.equals(source, other.source)
        && Objects.equals(externalId, other.externalId)
        && values.equals(other.values);
  }
}
