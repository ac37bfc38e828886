/**
 * Compares uploaded lines with the stored directory and plans the changes. Pure.
 *
 * <p>Read in this order:
 *
 * <ul>
 *   <li>{@link ImportPlanner} makes an {@link ImportPlan} of {@link SourceContents}.
 *   <li>{@link KnownItems} are the stored items of a kind, {@link WantedItems} those of the upload;
 *       {@link ReferenceResolver} finds what a line refers to.
 *   <li>{@link NaturalKeyMatcher} matches memberships and owners, {@link OwnerLines} and {@link
 *       RosterLines} plan owners and rosters.
 *   <li>{@link ExclusiveTimes} rejects duties that overlap; {@link Removals} detects imports that
 *       remove suspiciously much.
 * </ul>
 */
@NullMarked
package care.andon.directory.imports.planning;

import org.jspecify.annotations.NullMarked;
