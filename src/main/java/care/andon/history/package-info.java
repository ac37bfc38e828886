/**
 * The append-only event log of requests. A {@link RequestEvent} is one thing that happened to a
 * request. {@link History} appends events and reads them. It offers nothing else, and the database
 * refuses to change or delete an event.
 *
 * <p>Start with {@link RequestEvent}: its records are everything that can happen to a request.
 * {@link RecordedEvent} adds when it happened and who did it. {@link EventTypes} names the types
 * for the API.
 */
@NullMarked
package care.andon.history;

import org.jspecify.annotations.NullMarked;
