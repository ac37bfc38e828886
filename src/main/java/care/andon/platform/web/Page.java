package care.andon.platform.web;

import jakarta.ws.rs.core.UriBuilder;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next reference to the next page: path and query, with the public address of the service in
 *     front in the answer; null on the last page
 */
public record Page<T>(
    List<T> items,
    @Schema(description = "Address of the next page; absent on the last one") @Nullable URI next) {

  /** The last page, or the only one. */
  public static <T> Page<T> last(List<T> items) {
    return new Page<>(items, null);
  }

  /** Returns a page. A null {@code cursor} means that it is the last one. */
  public static <T> Page<T> of(List<T> items, UriInfo uri, @Nullable String cursor) {
    return cursor == null ? last(items) : followedBy(items, uri, cursor);
  }

  /** Returns a page that is followed by another one. */
  public static <T> Page<T> followedBy(List<T> items, UriInfo uri, String cursor) {
    return followedBy(items, uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor));
  }

  /**
   * Returns a page that is followed by another one.
   *
   * @param next the address of the other one, of which only path and query count
   */
  public static <T> Page<T> followedBy(List<T> items, UriBuilder next) {
    var address = next.build();
    return new Page<>(items, URI.create(address.getRawPath() + "?" + address.getRawQuery()));
  }

  /** Answers with this page. {@link PublicAddress} also puts the next one into a header. */
  public RestResponse<Page<T>> toResponse() {
    return RestResponse.ok(this);
  }

  /** Returns this page with the public address in front of {@code next}. */
  Page<T> at(PublicAddress address) {
    return next == null ? this : new Page<>(items, address.of(next));
  }

  /** Returns the value of the {@code Link} header. Null on the last page. */
  @Nullable String link() {
    return next == null ? null : "<" + next + ">; rel=\"next\"";
  }
}
