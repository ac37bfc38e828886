/**
 * The directory as it is stored: JPA entities, read with Panache repositories.
 *
 * <p>Start with {@link DirectoryReader}, which makes a {@link
 * care.andon.directory.DirectorySnapshot} of all of them. Imports write the tables in bulk, so the
 * entities are never changed here.
 */
@NullMarked
package care.andon.directory.stored;

import org.jspecify.annotations.NullMarked;
