package care.andon.platform.web;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * The address at which clients reach this service, as the operator has set it. The headers of a
 * call ({@code Host}, {@code X-Forwarded-Host}) are not used, because any caller can write there
 * what they like.
 */
@Singleton
class PublicAddress {
  private final String prefix;

  /**
   * @param address such as {@code https://andon.example.org}; {@code /} if references stay relative
   */
  PublicAddress(
      @ConfigProperty(name = "andon.http.public-address", defaultValue = "/") String address) {
    this.prefix = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }

  /** Completes the references in an answer. */
  @ServerResponseFilter
  void complete(ContainerResponseContext answer) {
    var location = answer.getHeaderString(HttpHeaders.LOCATION);
    if (location != null) {
      answer.getHeaders().putSingle(HttpHeaders.LOCATION, of(URI.create(location)));
    }
    if (answer.getEntity() instanceof Page<?> page && page.next() != null) {
      var complete = page.at(this);
      answer.setEntity(complete);
      answer.getHeaders().putSingle(HttpHeaders.LINK, complete.link());
    }
  }

  /**
   * Puts the public address in front of a reference.
   *
   * @param reference path and query, such as {@code /api/v1/units?cursor=x}
   */
  URI of(URI reference) {
    return prefix.isEmpty() ? reference : URI.create(prefix + reference);
  }
}
