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
 * @param next where the next page is, absolute; absent on the last page
 */
public record Page<T>(
    List<T> items,
    @Schema(description = "Address of the next page; absent on the last one") @Nullable URI next) {

  /** The last page, or the only one. */
  public static <T> Page<T> last(List<T> items) {
    return new Page<>(items, null);
  }

  /** A page that may have more behind it: null for the last one. */
  public static <T> Page<T> of(List<T> items, UriInfo uri, @Nullable String cursor) {
    return cursor == null ? last(items) : followedBy(items, uri, cursor);
  }

  /** A page with more behind it. */
  public static <T> Page<T> followedBy(List<T> items, UriInfo uri, String cursor) {
    return new Page<>(
        items, uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build());
  }

  /** Answers with it; where the next one is also stands in a {@code Link} header. */
  public RestResponse<Page<T>> toResponse() {
    var answer = RestResponse.ResponseBuilder.ok(this);
    var link = link();
    return link == null ? answer.build() : answer.header(HttpHeaders.LINK, link).build();
  }

  /** What the {@code Link} header says; null on the last page. */
  @Nullable String link() {
    return next == null ? null : "<" + next + ">; rel=\"next\"";
  }
}
