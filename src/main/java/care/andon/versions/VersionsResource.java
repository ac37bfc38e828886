package care.andon.versions;

import care.andon.platform.Conditional;
import care.andon.platform.IdempotencyKey;
import care.andon.platform.Listing;
import care.andon.platform.Page;
import care.andon.platform.Problem;
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
  protected abstract V changed(Outcome<T> outcome);

  /**
   * The answer to publishing a first version.
   *
   * @param path the address of one, with {@code {code}} in it
   */
  protected final Response created(Outcome<T> outcome, String path, UriInfo uri) {
    var version = outcome.version();
    var answer =
        Response.status(Response.Status.CREATED)
            .location(uri.getBaseUriBuilder().path(path).build(version.code()))
            .header(HttpHeaders.ETAG, Tags.of(version))
            .entity(changed(outcome));
    return said(outcome, answer);
  }

  protected final Response answer(Outcome<T> outcome) {
    return said(
        outcome,
        Response.ok(changed(outcome)).header(HttpHeaders.ETAG, Tags.of(outcome.version())));
  }

  private static Response said(Outcome<?> outcome, Response.ResponseBuilder answer) {
    return outcome.replayed()
        ? answer.header(IdempotencyKey.REPLAYED, true).build()
        : answer.build();
  }

  protected final RestResponse<Page<V>> latest(
      @Nullable String limit, @Nullable String cursor, UriInfo uri) {
    return new Listing<>(versions().latest(), Version::code).paged(this::view, limit, cursor, uri);
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
    return new Listing<>(all, version -> "%09d".formatted(version.number()))
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
    return Conditional.answer(view(version), Tags.of(version), ifNoneMatch);
  }
}
