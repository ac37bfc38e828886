/**
 * What the department and the caregiver last said to each other about a request.
 *
 * <p>Start with {@link LatestWords}, which also has the SQL that looks them up in the history.
 * {@link Word} says which words of an event count.
 */
@NullMarked
package care.andon.request.word;

import org.jspecify.annotations.NullMarked;
