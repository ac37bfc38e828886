package care.andon.versioned;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All versions of one kind, sorted by code, then by number. Immutable. */
public final class Versions<T> {
  private final NavigableMap<String, NavigableMap<Integer, Version<T>>> byCode = new TreeMap<>();

  public Versions(Collection<Version<T>> versions) {
    for (var version : versions) {
      byCode
          .computeIfAbsent(version.code(), code -> new TreeMap<>())
          .put(version.number(), version);
    }
  }

  /** These versions, and the given ones in addition or in place of the same version. */
  Versions<T> with(List<Version<T>> changed) {
    return new Versions<>(Stream.concat(all(), changed.stream()).toList());
  }

  /** The last version of each, in force or retired. */
  public List<Version<T>> latest() {
    return byCode.values().stream().map(numbers -> numbers.lastEntry().getValue()).toList();
  }

  public Optional<Version<T>> latest(String code) {
    return Optional.ofNullable(byCode.get(code)).map(numbers -> numbers.lastEntry().getValue());
  }

  public Optional<Version<T>> version(VersionRef ref) {
    return Optional.ofNullable(byCode.get(ref.code())).map(numbers -> numbers.get(ref.version()));
  }

  /** All versions of one, the first one first; none for an unknown code. */
  public List<Version<T>> of(String code) {
    var numbers = byCode.get(code);
    return numbers == null ? List.of() : List.copyOf(numbers.values());
  }

  public Stream<Version<T>> inForceAt(long revision) {
    return all().filter(version -> version.isInForceAt(revision));
  }

  private Stream<Version<T>> all() {
    return byCode.values().stream().flatMap(numbers -> numbers.values().stream());
  }

  /**
   * The content of a version.
   *
   * @throws IllegalStateException when there is none
   */
  public T content(VersionRef ref) {
    return version(ref)
        .map(Version::content)
        .orElseThrow(() -> new IllegalStateException("There is no version " + ref));
  }
}
