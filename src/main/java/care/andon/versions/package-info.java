/**
 * Configuration as versions: what a hospital sets for itself is published, replaced by a next
 * version and retired, and never edited or deleted, so that whatever went by it can be explained
 * for ever. Knows nothing of what is published.
 *
 * <p>Start with {@link care.andon.versions.Version} and {@link care.andon.versions.Publication},
 * the only way in; {@link care.andon.versions.Revisions} counts everything that was ever published
 * or retired. A feature brings its {@link care.andon.versions.VersionTable}, a resource that
 * extends {@link care.andon.versions.VersionsResource}, and reads what it is sent with a {@link
 * care.andon.versions.BodyReader}, which gathers what is wrong, each with the place it stands in.
 */
@NullMarked
package care.andon.versions;

import org.jspecify.annotations.NullMarked;
