package care.andon.platform;

import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next where the next page is, absolute; absent on the last page
 */
public record Page<T>(
    List<T> items,
    @Schema(description = "Address of the next page; absent on the last one") @Nullable URI next) {

  /** The last page, or the only one. */
  public static <T> Page<T> last(List<T> items) {
    return new Page<>(items, null);
  }

  /** A page with more behind it. */
  public static <T> Page<T> followedBy(List<T> items, UriInfo uri, String cursor) {
    return new Page<>(
        items, uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build());
  }
}
