/**
 * Andon: the cord a caregiver pulls when something needed to care for patients is missing. This is
 * the map.
 *
 * <h2>Packages, each seeing only those above it that it needs</h2>
 *
 * <ul>
 *   <li>{@link care.andon.kernel}: the words every feature shares
 *   <li>{@link care.andon.platform}: what any service needs and that knows nothing of requests
 *   <li>{@link care.andon.versioned}: what a hospital sets for itself, published in versions
 *   <li>{@link care.andon.history}: what happened, for ever
 *   <li>{@link care.andon.directory}: who and where; {@link care.andon.directory.imports} takes it
 *       from other systems
 *   <li>{@link care.andon.sla}: what was promised; reckoned in {@link care.andon.sla.engine}
 *   <li>{@link care.andon.routing}: who is responsible; decided in {@link
 *       care.andon.routing.engine}
 *   <li>{@link care.andon.request}: the heart; a request owns its clocks and makes its events
 *   <li>{@link care.andon.heartbeat}: the heartbeat, which lets fall due what is due
 *   <li>{@link care.andon.metrics}: how are we doing; counted in {@link care.andon.metrics.engine}
 *   <li>{@code care.andon.views}: worklists, boards, handovers, huddles: read, never decide
 *   <li>{@code care.andon.demo}: a hospital to try it in; development and tests only
 * </ul>
 *
 * <p>An {@code engine} is a pure library: no framework, no database, no machine clock. What is
 * around it is flat: resources speak HTTP, repositories SQL, and neither decides anything. {@code
 * ArchitectureTest} is the table of who may see whom.
 *
 * <h2>Flows</h2>
 *
 * <ul>
 *   <li><b>File</b>: {@code RequestResource.open}, {@link care.andon.request.Requests}, {@code
 *       Opening} (unit, asker, {@link care.andon.routing.engine.Router}), {@code
 *       SupportRequest.open} (event, clocks); then one batch to the database and the commit.
 *   <li><b>Act</b>: {@code Requests.act} holds the row, looks who may do it, reads the time; the
 *       request catches up with what fell due before, refuses or makes an event, and the event
 *       changes it; row, clocks, events and key are written together.
 *   <li><b>Tick</b>: {@code DeadlineTicker}, {@link care.andon.request.Requests#advanceDue}: due
 *       requests are claimed, each by one replica, and catch up.
 *   <li><b>Import</b>: {@code ImportsResource}, {@link care.andon.directory.imports.Imports}:
 *       lines, a plan, what it breaks; written at once or not at all. Then {@link
 *       care.andon.request.LeaverReassignment} hands on what belongs to those who have left.
 *   <li><b>Figures</b>: {@code MetricsResource}, {@code Figures}: one statement per question, then
 *       pure arithmetic.
 * </ul>
 *
 * <h2>Where to start reading</h2>
 *
 * <p>{@link care.andon.history.RequestEvent} is all that can happen, in one file; {@code
 * SupportRequest} what it does to a request; {@link care.andon.sla.engine.SlaClock} when a promise
 * is broken. {@link Andon} starts it all. The reasons are in {@code src/docs/adr}.
 */
@NullMarked
package care.andon;

import org.jspecify.annotations.NullMarked;
