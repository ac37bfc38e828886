package care.andon.versioned;

/** Throws if the caller has not seen the last version. */
public interface Precondition {
  void require(Version<?> present);
}
