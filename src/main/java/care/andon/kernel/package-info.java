/**
 * Identifiers and codes that every feature shares. Plain Java: no HTTP, no SQL, no clock.
 *
 * <p>Start with {@link Category} and {@link Impact}, which a caregiver chooses, {@link Visibility},
 * {@link ClockKind} (the promises) and {@link Reference}.
 *
 * <p>Constants are written in lower case on the wire and in the database ({@code
 * Impact.PATIENT_WAITING} is {@code "patient_waiting"}).
 */
@NullMarked
package care.andon.kernel;

import org.jspecify.annotations.NullMarked;
