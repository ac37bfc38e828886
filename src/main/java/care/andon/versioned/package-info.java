/**
 * Configuration as versions: what a hospital sets for itself is published, replaced by a next
 * version and retired, and never edited or deleted, so that whatever went by it can be explained
 * for ever. Knows nothing of what is published.
 *
 * <p>Start with {@link care.andon.versioned.Version} and {@link care.andon.versioned.Publication},
 * the only way in; {@link care.andon.versioned.RevisionCounter} counts everything that was ever
 * published or retired. A feature brings its {@link care.andon.versioned.VersionTable}, a resource
 * that extends {@link care.andon.versioned.VersionsResource}, and reads what it is sent with a
 * {@link care.andon.versioned.BodyReader}, which gathers what is wrong, each with the place it
 * stands in.
 */
@NullMarked
package care.andon.versioned;

import org.jspecify.annotations.NullMarked;
