/**
 * Limits how many calls run at a time, so that the service stays fast under any load.
 *
 * <p>Start with {@link Admission}, the filter that lets each call run, wait or be refused. {@link
 * AdmissionQueue} orders the calls that wait. {@link CallCounts} limits the calls of one caller,
 * and those that change one request.
 */
@NullMarked
package care.andon.platform.web.admission;

import org.jspecify.annotations.NullMarked;
