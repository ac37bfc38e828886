package care.andon.versioned;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.platform.identity.Identity;
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
 * The HTTP side of configuration that is published in versions. A feature's resource adds paths and
 * descriptions.
 *
 * @param <T> the content of a version
 * @param <D> the document as a client sends it
 * @param <V> a version as it is shown
 */
public abstract class VersionsResource<T, D, V> {
  protected static final String NO_BODY = "Send the whole document";

  private static final String NUMBER = "[1-9][0-9]{0,8}";

  private final Publisher publisher;
  private final PublishedKind<T, D, ?> kind;
  private final Identity identity;

  protected VersionsResource(Publisher publisher, PublishedKind<T, D, ?> kind, Identity identity) {
    this.publisher = publisher;
    this.kind = kind;
    this.identity = identity;
  }

  protected abstract Versions<T> versions();

  protected abstract V view(Version<T> version);

  /** The view of a version in the answer to a change, with warnings about it. */
  protected abstract V viewOf(PublishOutcome<T> outcome);

  /**
   * Publishes a first version.
   *
   * @param path the path of the list
   */
  protected final Response publishFirst(D document, @Nullable String key, String path) {
    var outcome = publisher.create(kind, identity.caller(), document, IdempotencyKey.parse(key));
    return tagged(
        outcome,
        Response.status(Response.Status.CREATED)
            .header(HttpHeaders.LOCATION, path + "/" + outcome.version().code()));
  }

  /** Publishes the next version. */
  protected final Response publishNext(
      String code, D document, @Nullable String ifMatch, @Nullable String key) {
    return tagged(
        publisher.change(
            kind,
            identity.caller(),
            code,
            document,
            DocumentTags.required(ifMatch),
            IdempotencyKey.parse(key)),
        Response.ok());
  }

  protected final Response retireLast(String code, @Nullable String ifMatch, @Nullable String key) {
    return tagged(
        publisher.retire(
            kind,
            identity.caller(),
            code,
            DocumentTags.ifGiven(ifMatch),
            IdempotencyKey.parse(key)),
        Response.ok());
  }

  private Response tagged(PublishOutcome<T> outcome, Response.ResponseBuilder answer) {
    answer.header(HttpHeaders.ETAG, DocumentTags.of(outcome.version())).entity(viewOf(outcome));
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
