package care.andon.platform.identity;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The paths that need no token. */
@Singleton
public class OpenPaths {
  /** The page behind the link in a message, and its two calls. They have a token of their own. */
  private static final List<String> OF_LINKS = List.of("/t", "/taps/look", "/taps/take");

  private final List<String> paths;

  OpenPaths(Identity.Claims settings) {
    this.paths = Stream.concat(settings.openPaths().stream(), OF_LINKS.stream()).toList();
  }

  /** Whether the path is one of the open paths, or below one. */
  public boolean contains(String path) {
    return paths.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
  }
}
