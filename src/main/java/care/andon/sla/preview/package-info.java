/**
 * Preview of one promise: a client sends a calendar, a target and events, and gets the times that
 * {@link care.andon.sla.engine} computes from them. Stores nothing.
 *
 * <p>Start with {@code SlaPreviewResource}. {@code PreviewBody} reads the case, {@code
 * PreviewAnswer} shows the result.
 */
@NullMarked
package care.andon.sla.preview;

import org.jspecify.annotations.NullMarked;
