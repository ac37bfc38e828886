package care.andon.versioned;

import care.andon.platform.web.ConditionalRequests;
import org.jspecify.annotations.Nullable;

/** Entity tags of versions. */
public final class DocumentTags {
  private DocumentTags() {}

  /** A version changes only when it ends. Then it gets another tag. */
  public static String of(Version<?> version) {
    return version.isInForce()
        ? ConditionalRequests.tag(version.number())
        : "\"" + version.number() + "-ended\"";
  }

  /** Passes if the header is absent or names the last version. */
  public static Precondition ifGiven(@Nullable String ifMatch) {
    return present -> ConditionalRequests.requireMatch(ifMatch, of(present));
  }

  /** Passes if the header names the last version. A whole document is never replaced unseen. */
  public static Precondition required(@Nullable String ifMatch) {
    return ifGiven(ConditionalRequests.requireGiven(ifMatch));
  }
}
