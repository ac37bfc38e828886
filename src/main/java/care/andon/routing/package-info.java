/**
 * Who is responsible: hands every new request to a team and a named person who can be reached now.
 *
 * <p>{@link Routing} is what other features call. It gives the rules and rosters of the directory
 * to the pure {@link care.andon.routing.engine.Router}, which decides.
 */
@NullMarked
package care.andon.routing;

import org.jspecify.annotations.NullMarked;
