/**
 * Ready-made views of requests: worklists, the board and the handover of a unit, and the sheet of a
 * huddle.
 *
 * <p>Views read and decide nothing. Each is one statement; a huddle has a second one for the
 * verdicts on promises. Its cost depends on the open requests and on the events of its period, not
 * on the length of the history. The statement leaves out what the caller may not see, from rows and
 * from counts.
 *
 * <p>Start with {@link UnitViews}, {@link Worklists} and {@link Huddles}: one method per view. Then
 * read {@link ViewQueries}, which has the SQL of all views, and {@link RequestRow}, what it reads.
 * {@link RowView} is a row as the API shows it; {@link DueAction} says what has to be done about it
 * and by when.
 */
@NullMarked
package care.andon.views;

import org.jspecify.annotations.NullMarked;
