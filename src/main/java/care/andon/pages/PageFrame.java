package care.andon.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page.
 *
 * @param person the signed-in person; null on pages that need no sign-in
 * @param links to the pages that the person may see
 * @param isWall whether the page hangs on a wall: then its session does not end
 */
public record PageFrame(
    String title, @Nullable String person, List<PageLink> links, boolean isWall) {

  /** A link of the navigation. */
  public record PageLink(String address, String words) {}

  public PageFrame {
    links = List.copyOf(links);
  }

  /** Returns the frame of a page that needs no sign-in. */
  static PageFrame open(String title) {
    return new PageFrame(title, null, List.of(), false);
  }
}
