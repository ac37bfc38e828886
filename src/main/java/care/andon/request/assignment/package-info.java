/**
 * Who can be the assignee of a request: people on call, their shifts, and how a team shares its
 * work.
 *
 * <p>Start with {@link ReachablePeople}, the people on call at one instant. {@link AssigneeShifts}
 * says when an assignee goes off shift and comes back. {@link WorkDistribution} chooses the next
 * assignee of a team that shares its work. {@link TeamLoadLock} reads and locks the open requests
 * of the team's people. {@link Leaver} is a person whose requests are given to others.
 */
@NullMarked
package care.andon.request.assignment;

import org.jspecify.annotations.NullMarked;
