package care.andon.versioned;

import care.andon.platform.web.ConditionalRequests;
import org.jspecify.annotations.Nullable;

/** Entity tags of published documents. */
public final class DocumentTags {
  private DocumentTags() {}

  /** A version never changes, but that it has ended; then its tag is another one. */
  public static String of(Version<?> version) {
    return version.isInForce()
        ? ConditionalRequests.tag(version.number())
        : "\"" + version.number() + "-ended\"";
  }

  /** Passes when the header, if there is one, names what is there. */
  public static Precondition ifGiven(@Nullable String ifMatch) {
    return present -> ConditionalRequests.requireMatch(ifMatch, of(present));
  }

  /** Passes when the header names what is there; a whole document is not replaced blindly. */
  public static Precondition required(@Nullable String ifMatch) {
    return ifGiven(ConditionalRequests.requireGiven(ifMatch));
  }
}
