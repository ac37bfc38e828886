/**
 * What was promised. A policy says how soon each promise falls due for each category and impact,
 * and who hears of it when it nears or passes; both come in versions, and a request pins the ones
 * it began with. The arithmetic of time is in {@link care.andon.sla.engine}.
 *
 * <p>Start with {@link care.andon.sla.SlaPolicy}; {@link care.andon.sla.Promises} is what other
 * features ask for it, answered by {@code StoredPromises} from the database.
 *
 * <p>{@code SlaPreviewResource} plays a promise through without deciding anything; {@code
 * CalendarBody} is a calendar as it stands in JSON, and {@code BodyReader} turns texts into values
 * and gathers what is wrong with them, each with the place it stands in.
 */
@NullMarked
package care.andon.sla;

import org.jspecify.annotations.NullMarked;
