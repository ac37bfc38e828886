/**
 * Ready-made views of requests: what I owe, what a team owes, what a unit has asked, what a huddle
 * must hear.
 *
 * <p>They read and decide nothing. Each is one statement, put together from {@link ListQuery parts}
 * of one shape, and costs what is open and what happened in its period, however long the history; a
 * huddle asks a second one for whether promises were kept. What the caller may not see is left out
 * by the statement, from rows and counts.
 *
 * <p>Start with {@link ListQuery}, then {@link DueAction}.
 */
@NullMarked
package care.andon.views;

import org.jspecify.annotations.NullMarked;
