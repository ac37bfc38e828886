package care.andon.request.http;

import care.andon.platform.idempotency.IdempotencyKey;
import care.andon.request.Requests;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/**
 * Path and header parameters of every act.
 *
 * @param id id or reference of the request
 * @param key makes a retry recognisable; null for none
 * @param ifMatch tag of the version that the caller has seen; null for any
 */
record ActParameters(
    @Parameter(description = "Id or reference", example = "SR-20418") @RestPath String id,
    @RestHeader(IdempotencyKey.HEADER) @Nullable String key,
    @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {

  Requests.Terms terms() {
    return new Requests.Terms(IdempotencyKey.parse(key), ifMatch);
  }
}
