package care.andon.versioned;

/** Whether the caller has seen what is there; throws if not. */
public interface Precondition {
  void require(Version<?> present);
}
