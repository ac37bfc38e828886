package care.andon.versions;

import care.andon.platform.Conditional;
import org.jspecify.annotations.Nullable;

/** Entity tags of published documents. */
public final class Tags {
  private Tags() {}

  /** A version never changes, but that it has ended; then its tag is another one. */
  public static String of(Version<?> version) {
    return version.isInForce()
        ? Conditional.tag(version.number())
        : "\"" + version.number() + "-ended\"";
  }

  /** Passes when the header, if there is one, names what is there. */
  public static Precondition ifGiven(@Nullable String ifMatch) {
    return present -> Conditional.requireMatch(ifMatch, of(present));
  }

  /** Passes when the header names what is there; a whole document is not replaced blindly. */
  public static Precondition required(@Nullable String ifMatch) {
    return ifGiven(Conditional.requireGiven(ifMatch));
  }
}
