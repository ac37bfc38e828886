/**
 * The heartbeat: lets fall due what is due. Any number of replicas beat; each request is taken by
 * one of them, and what is recorded carries the instant at which it was due, however late it is
 * noticed.
 *
 * <p>{@code DeadlineTicker} beats, {@code TickerHealth} says how late it runs. What falls due, and
 * what comes of it, is decided by the request: see {@link care.andon.request.Deadlines}.
 */
@NullMarked
package care.andon.heartbeat;

import org.jspecify.annotations.NullMarked;
