package care.andon.platform.web;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next absolute address of the next page; null on the last page
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
    return new Page<>(
        items, uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build());
  }

  /** Answers with this page. The address of the next one is also in a {@code Link} header. */
  public RestResponse<Page<T>> toResponse() {
    var answer = RestResponse.ResponseBuilder.ok(this);
    var link = link();
    return link == null ? answer.build() : answer.header(HttpHeaders.LINK, link).build();
  }

  /** Returns the value of the {@code Link} header. Null on the last page. */
  @Nullable String link() {
    return next == null ? null : "<" + next + ">; rel=\"next\"";
  }
}
