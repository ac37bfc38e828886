/**
 * What was promised. A policy says for which requests which clocks run, how soon each falls due and
 * who hears of it when it nears or passes; a calendar says when time counts. Both come in versions.
 * Whatever is published or retired makes a new revision, and a request pins the one it was filed
 * at. The arithmetic of time is in {@link care.andon.sla.engine}, the choice among policies in
 * {@link care.andon.sla.match.engine}.
 *
 * <p>Start with {@link SlaPolicy} and {@link PolicyBook}; {@link Promises} is what other features
 * ask for it, answered by {@code StoredPromises} from memory. {@link PolicyPublishing} is the only
 * way in; how anything is published in versions is in {@link care.andon.versioned}.
 *
 * <p>{@code SlaPreviewResource} plays a promise through without deciding anything; {@code
 * PolicyDraft} and {@code CalendarDraft} are documents as they are sent, read with what {@link
 * care.andon.versioned} brings.
 */
@NullMarked
package care.andon.sla;

import org.jspecify.annotations.NullMarked;
