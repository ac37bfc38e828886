package care.andon.versioned;

import care.andon.platform.web.ConditionalRequests;
import org.jspecify.annotations.Nullable;

/** Entity tags of versions. */
final class DocumentTags {
  private DocumentTags() {}

  /** A version changes only when it ends. Then it gets another tag. */
  static String of(Version<?> version) {
    return version.isInForce()
        ? ConditionalRequests.tag(version.number())
        : "\"" + version.number() + "-ended\"";
  }

  /** Passes if the header is absent or names the last version. */
  static Precondition ifGiven(@Nullable String ifMatch) {
    return last -> ConditionalRequests.requireMatch(ifMatch, of(last));
  }

  /** Passes if the header names the last version. A whole document is never replaced unseen. */
  static Precondition required(@Nullable String ifMatch) {
    return ifGiven(ConditionalRequests.requireGiven(ifMatch));
  }
}
