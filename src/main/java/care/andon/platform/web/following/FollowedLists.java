package care.andon.platform.web.following;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Gives a list the cursor from which the feed continues it. The cursor is taken before the list is
 * read: so an event may be in both, and none is missed.
 */
@Singleton
class FollowedLists {
  static final String HEADER = "Andon-Events-After";

  private final EventsCursor cursor;

  FollowedLists(EventsCursor cursor) {
    this.cursor = cursor;
  }

  @Followed
  @ServerRequestFilter
  void before(ContainerRequestContext request) {
    request.setProperty(HEADER, cursor.latest());
  }

  @Followed
  @ServerResponseFilter
  void after(ContainerRequestContext request, ContainerResponseContext answer) {
    if (request.getProperty(HEADER) instanceof String latest) {
      answer.getHeaders().putSingle(HEADER, latest);
    }
  }
}
