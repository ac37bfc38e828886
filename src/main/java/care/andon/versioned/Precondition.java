package care.andon.versioned;

/** Throws if the caller has not seen the last version. */
interface Precondition {
  void require(Version<?> last);
}
