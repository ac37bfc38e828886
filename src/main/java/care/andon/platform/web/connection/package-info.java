/**
 * Configures each HTTP connection before its first request.
 *
 * <p>Start with {@link ConnectionSetup}, which Vert.x loads as a service. {@link RequestDecoder}
 * refuses requests that the decoder of the framework lets pass, and requests that take too long.
 */
@NullMarked
package care.andon.platform.web.connection;

import org.jspecify.annotations.NullMarked;
