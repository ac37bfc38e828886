/**
 * What was promised: calendars and targets as people write them down, around the arithmetic in
 * {@link care.andon.sla.engine}.
 *
 * <p>{@code SlaPreviewResource} plays a promise through without deciding anything; {@code
 * CalendarBody} is a calendar as it stands in JSON, and {@code BodyReader} turns texts into values
 * and gathers what is wrong with them, each with the place it stands in.
 */
@NullMarked
package care.andon.sla;

import org.jspecify.annotations.NullMarked;
