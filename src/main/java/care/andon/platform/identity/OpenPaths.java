package care.andon.platform.identity;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The paths that need no token. */
@Singleton
public class OpenPaths {
  /** The page behind the link in a message, and its two calls. They have a token of their own. */
  private static final List<String> OF_LINKS = List.of("/t", "/taps/look", "/taps/take");

  /** Pages that hold no data, and what all pages need to look right. */
  private static final List<String> OF_PAGES =
      List.of("/pages/assets", "/pages/definitions", "/pages/signed-out");

  private static final String FRONT_PAGE = "/";

  private final List<String> paths;

  OpenPaths(Identity.Claims settings) {
    this.paths = Stream.of(settings.openPaths(), OF_LINKS, OF_PAGES).flatMap(List::stream).toList();
  }

  /** Whether the path is one of the open paths, or below one. */
  public boolean contains(String path) {
    return path.equals(FRONT_PAGE)
        || paths.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
  }
}
