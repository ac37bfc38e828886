/**
 * Reading requests: lists, filters, and the detail views of one request.
 *
 * <p>Start with {@link RequestSearch}, which reads a page of a list. {@link RequestFilter} has what
 * the caller filters by, {@link VisibilityFilter} what the caller may see, and {@link
 * RequestListQuery} the SQL. {@link EscalationSearch} does the same for escalations.
 *
 * <p>{@link RequestView} is a request as the API shows it. {@link ClockHistory} replays the history
 * of a request for one clock, {@link ClockDescription} puts it in a sentence, and {@link
 * ClocksView} shows both. {@link HistoryView} is an event as the API shows it, {@link WordView} the
 * latest words, and {@link CallView} the latest escalations.
 */
@NullMarked
package care.andon.request.query;

import org.jspecify.annotations.NullMarked;
