/** What happens before the service starts: required settings, and hooks of dev mode. */
@NullMarked
package care.andon.platform.startup;

import org.jspecify.annotations.NullMarked;
