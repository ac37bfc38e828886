/**
 * The words every feature shares: who is meant, what is happening to care, which promise. Plain
 * Java; nothing here knows of HTTP, SQL or the machine clock.
 *
 * <p>Constants are written in lower case on the wire and in the database ({@code
 * Impact.PATIENT_WAITING} is {@code "patient_waiting"}).
 */
@NullMarked
package care.andon.kernel;

import org.jspecify.annotations.NullMarked;
