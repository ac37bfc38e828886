/**
 * Who is told what, when, and in which words. Pure. Start with {@link NoticeRules} (who is told
 * about an event), {@link NoticeDecision} (whether a message is still needed) and {@link
 * MessageText}.
 */
@NullMarked
package care.andon.telling.engine;

import org.jspecify.annotations.NullMarked;
