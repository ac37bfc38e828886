package care.andon.matching.engine;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values that a rule names in one dimension. An empty set names none and allows every one. */
public final class NamedValues {
  private NamedValues() {}

  /**
   * Whether a request with this value fits.
   *
   * @param value null if the request has none, which fits only where none is named
   */
  public static <T> boolean allow(Set<T> named, @Nullable T value) {
    return named.isEmpty() || (value != null && named.contains(value));
  }

  /** Whether some value fits both. */
  public static <T> boolean meet(Set<T> one, Set<T> other) {
    return one.isEmpty() || other.isEmpty() || one.stream().anyMatch(other::contains);
  }

  /** The values that fit two sets that {@link #meet}; empty for every value. */
  static <T> Set<T> common(Set<T> one, Set<T> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.isEmpty() ? other : one;
    }
    return one.stream().filter(other::contains).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Whether {@code named} allows every value that fits both of two sets that {@link #meet}.
   *
   * @param every all values of the dimension; empty where they cannot be listed
   */
  public static <T> boolean coverBoth(Set<T> named, Set<T> one, Set<T> other, Set<T> every) {
    return cover(named, common(one, other), every);
  }

  /** The same for every value that fits one other set. */
  public static <T> boolean cover(Set<T> named, Set<T> other, Set<T> every) {
    var allowed = other.isEmpty() ? every : other;
    return named.isEmpty() || (!allowed.isEmpty() && named.containsAll(allowed));
  }
}
