/** The askers of a request. They are rows of their own, apart from the history. */
@NullMarked
package care.andon.request.asker;

import org.jspecify.annotations.NullMarked;
