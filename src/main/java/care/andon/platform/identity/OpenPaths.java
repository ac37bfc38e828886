package care.andon.platform.identity;

import jakarta.inject.Singleton;
import java.util.List;

/** The paths that need no token. */
@Singleton
public class OpenPaths {
  private final List<String> paths;

  OpenPaths(Identity.Claims settings) {
    this.paths = settings.openPaths();
  }

  /** Whether the path is one of the configured open paths, or below one. */
  public boolean contains(String path) {
    return paths.stream().anyMatch(open -> path.equals(open) || path.startsWith(open + "/"));
  }
}
