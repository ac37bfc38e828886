/**
 * Reading requests: lists, filters, and the detail views of one request.
 *
 * <p>Start with {@link RequestSearch}, which reads a page of requests in one statement. {@link
 * RequestFilter} holds what a list is filtered by, {@link VisibilityFilter} what the caller may
 * see. {@link RequestView} is a request as the API shows it; {@link ClockHistory} explains one of
 * its clocks.
 */
@NullMarked
package care.andon.request.query;

import org.jspecify.annotations.NullMarked;
