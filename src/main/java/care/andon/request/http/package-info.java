/**
 * Requests over HTTP: resources translate calls into use cases and their results into answers.
 *
 * <p>Start with {@link RequestResource} (file, list, read) and {@link RequestActsResource} (one
 * method for each act).
 */
@NullMarked
package care.andon.request.http;

import org.jspecify.annotations.NullMarked;
