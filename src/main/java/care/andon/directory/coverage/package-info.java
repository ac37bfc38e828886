/**
 * Who can be reached at an instant, and when nobody is on call.
 *
 * <p>{@link OnCallResource} lists the people on call for every team and escalation tier. {@link
 * GapsResource} lists the coming gaps in the rosters, {@link UnreachableResource} people on the
 * rosters whom no message can reach. All ask a {@link care.andon.directory.DirectorySnapshot}.
 */
@NullMarked
package care.andon.directory.coverage;

import org.jspecify.annotations.NullMarked;
