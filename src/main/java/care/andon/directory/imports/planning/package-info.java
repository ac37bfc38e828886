/**
 * Compares the uploaded lines with the stored directory and plans what has to be written. Pure.
 *
 * <p>Start with {@link ImportPlanner}; it makes an {@link ImportPlan}.
 */
@NullMarked
package care.andon.directory.imports.planning;

import org.jspecify.annotations.NullMarked;
