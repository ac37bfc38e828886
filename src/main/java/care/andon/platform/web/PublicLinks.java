package care.andon.platform.web;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Puts the public address in front of every reference in an answer. */
class PublicLinks {
  private final PublicAddress address;

  PublicLinks(PublicAddress address) {
    this.address = address;
  }

  @ServerResponseFilter
  void complete(ContainerResponseContext answer) {
    var location = answer.getHeaderString(HttpHeaders.LOCATION);
    if (location != null) {
      answer.getHeaders().putSingle(HttpHeaders.LOCATION, address.of(URI.create(location)));
    }
    if (answer.getEntity() instanceof Page<?> page && page.next() != null) {
      var complete = page.at(address);
      answer.setEntity(complete);
      answer.getHeaders().putSingle(HttpHeaders.LINK, complete.link());
    }
  }
}
