/**
 * Andon: caregivers ask for what they need to care for patients, and see who is working on it.
 *
 * <p>{@code src/docs/architecture.md} has the picture of the packages, who may use whom, the main
 * flows, and the class to start with in each package. {@code ArchitectureTest} keeps the code to
 * these rules. The reasons are in {@code src/docs/adr}.
 *
 * <p>From the bottom to the top:
 *
 * <ul>
 *   <li>{@link care.andon.kernel}: identifiers and codes that every feature shares
 *   <li>{@code platform}: what any service needs: HTTP, problems, sign-in, SQL, time
 *   <li>{@link care.andon.history}: the event log of requests
 *   <li>{@link care.andon.directory}: facilities, units, teams, people and their rosters
 *   <li>{@link care.andon.versioned}: configuration that is published in versions
 *   <li>{@code matching}: the engine that finds the most specific policy or rule
 *   <li>{@link care.andon.sla}: policies and calendars; when a promise is due
 *   <li>{@link care.andon.routing}: which team and person get a request
 *   <li>{@link care.andon.request}: the request, its clocks, its escalations and its use cases
 *   <li>{@link care.andon.heartbeat}: background jobs for deadlines that have passed
 *   <li>{@link care.andon.whatif}: policies and routing rules tried on past requests
 *   <li>{@link care.andon.metrics}: figures
 *   <li>{@link care.andon.views}: worklists, unit board, handover and huddle
 *   <li>{@code demo}: a demo hospital for development and tests only
 * </ul>
 *
 * <p>Start with {@link care.andon.history.RequestEvent} (everything that can happen to a request),
 * then {@code care.andon.request.SupportRequest} (what each event does to it). {@link Andon} starts
 * the service.
 */
@NullMarked
package care.andon;

import org.jspecify.annotations.NullMarked;
