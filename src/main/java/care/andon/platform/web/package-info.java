/**
 * HTTP for every resource: entity tags, cursors, pages, problems, checks of headers and bodies.
 *
 * <p>Start with {@link HttpEdge}, which sees every exchange, and {@link ProblemMappers}.
 */
@NullMarked
package care.andon.platform.web;

import org.jspecify.annotations.NullMarked;
