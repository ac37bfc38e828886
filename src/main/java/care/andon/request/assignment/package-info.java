/**
 * Who could have a request: people on call, their shifts, and how a team shares its work.
 *
 * <p>Start with {@link ReachablePeople}, the people on call at one instant. {@link AssigneeShifts}
 * says when an assignee goes off shift and comes back. {@link WorkDistribution} picks the next
 * assignee of a team that shares its work; {@link TeamLoadLock} reads and locks what its people
 * have open. {@link Leaver} is a person whose requests are given to others.
 */
@NullMarked
package care.andon.request.assignment;

import org.jspecify.annotations.NullMarked;
