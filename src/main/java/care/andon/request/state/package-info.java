/**
 * The values that a request consists of, and what an event makes of them.
 *
 * <p>Start with {@link RequestState}: the status, since when, and the last words that wait for a
 * reaction. {@link Ownership} says who is responsible, and why. {@link RequestDetails} is what the
 * caregiver filed; it never changes. {@link Lifecycle} lists the acts that a status allows.
 */
@NullMarked
package care.andon.request.state;

import org.jspecify.annotations.NullMarked;
