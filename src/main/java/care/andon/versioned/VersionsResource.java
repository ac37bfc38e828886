package care.andon.versioned;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.problem.Problem;
import care.andon.platform.web.ConditionalRequests;
import care.andon.platform.web.InMemoryPage;
import care.andon.platform.web.Page;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * How what is published in versions is answered over HTTP; the same for everything that is.
 *
 * @param <T> what is published
 * @param <V> how it is shown
 */
public abstract class VersionsResource<T, V> {
  protected static final String NO_BODY = "Send the whole document";

  private static final String NUMBER = "[1-9][0-9]{0,8}";

  protected abstract Versions<T> versions();

  protected abstract V view(Version<T> version);

  /** The view of what an act has published, with what that act has to say. */
  protected abstract V changed(PublishOutcome<T> outcome);

  /**
   * The answer to publishing a first version.
   *
   * @param path the address of one, with {@code {code}} in it
   */
  protected final Response created(PublishOutcome<T> outcome, String path, UriInfo uri) {
    var version = outcome.version();
    var answer =
        Response.status(Response.Status.CREATED)
            .location(uri.getBaseUriBuilder().path(path).build(version.code()))
            .header(HttpHeaders.ETAG, DocumentTags.of(version))
            .entity(changed(outcome));
    return said(outcome, answer);
  }

  protected final Response answer(PublishOutcome<T> outcome) {
    return said(
        outcome,
        Response.ok(changed(outcome)).header(HttpHeaders.ETAG, DocumentTags.of(outcome.version())));
  }

  private static Response said(PublishOutcome<?> outcome, Response.ResponseBuilder answer) {
    return outcome.replayed()
        ? answer.header(IdempotencyKey.REPLAYED, true).build()
        : answer.build();
  }

  protected final RestResponse<Page<V>> latest(
      @Nullable String limit, @Nullable String cursor, UriInfo uri) {
    return new InMemoryPage<>(versions().latest(), Version::code)
        .paged(this::view, limit, cursor, uri);
  }

  protected final Response latestOf(String code, @Nullable String ifNoneMatch) {
    return answer(versions().latest(code).orElseThrow(Problem::notFound), ifNoneMatch);
  }

  protected final RestResponse<Page<V>> allOf(
      String code, @Nullable String limit, @Nullable String cursor, UriInfo uri) {
    List<Version<T>> all = versions().of(code);
    if (all.isEmpty()) {
      throw Problem.notFound();
    }
    return new InMemoryPage<>(all, version -> "%09d".formatted(version.number()))
        .paged(this::view, limit, cursor, uri);
  }

  protected final Response numbered(String code, String number, @Nullable String ifNoneMatch) {
    if (!number.matches(NUMBER)) {
      throw Problem.notFound();
    }
    var ref = new VersionRef(code, Integer.parseInt(number));
    return answer(versions().version(ref).orElseThrow(Problem::notFound), ifNoneMatch);
  }

  private Response answer(Version<T> version, @Nullable String ifNoneMatch) {
    return ConditionalRequests.answer(view(version), DocumentTags.of(version), ifNoneMatch);
  }
}
