/**
 * HTTP for every resource: entity tags, cursors, pages, problems, checks of headers and bodies.
 *
 * <p>Start with {@link HttpEdge}, which handles every exchange, and {@link ProblemMappers}, which
 * turns every exception into a problem. {@link RequestBodies} receives the bodies. Resources use
 * {@link ConditionalRequests} (entity tags), {@link Page} and {@link Cursor}. Who has access is
 * decided in {@code platform.identity}.
 */
@NullMarked
package care.andon.platform.web;

import org.jspecify.annotations.NullMarked;
