/**
 * Configuration in versions. A hospital publishes a document, replaces it by a next version, and
 * retires it. Versions are never edited or deleted, so a past decision can always be explained.
 * This package does not know what the documents say.
 *
 * <p>Start with {@link Version} and {@link Versions}. A feature describes its documents as a {@link
 * PublishedKind}, and the {@link Publisher} creates, changes and retires them. {@code Publication}
 * does so in one transaction, for one caller at a time. {@link RevisionCounter} counts every change
 * of any kind. {@link StoredVersion} is the base of the entities and {@link VersionStore} that of
 * their Panache repositories.
 *
 * <p>For HTTP, a feature extends {@link VersionsResource}, and reads a document with {@link
 * BodyReader}, which collects every error with its place in the body.
 */
@NullMarked
package care.andon.versioned;

import org.jspecify.annotations.NullMarked;
