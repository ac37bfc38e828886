/**
 * Imports the directory from other systems as CSV or JSON: completely or not at all.
 *
 * <p>Read in this order:
 *
 * <ul>
 *   <li>{@link ImportsResource} takes uploads. {@link Imports} reads, plans and applies them.
 *   <li>{@link care.andon.directory.imports.reading.Upload} holds the lines that were read, with
 *       everything that is wrong in them; sub-package {@code reading}.
 *   <li>{@link care.andon.directory.imports.planning.ImportPlanner} compares them with the stored
 *       directory, which {@link StoredReader} reads; sub-package {@code planning}.
 *   <li>{@link ImportDiff} and {@link ImpactReport} tell what changes and what breaks; the answer
 *       is an {@link ImportReport}.
 *   <li>{@link PlanWriter} writes the changes, {@link ImportRepository} the report.
 * </ul>
 */
@NullMarked
package care.andon.directory.imports;

import org.jspecify.annotations.NullMarked;
