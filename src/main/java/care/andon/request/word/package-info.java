/** What the department and the caregiver last said to each other about a request. */
@NullMarked
package care.andon.request.word;

import org.jspecify.annotations.NullMarked;
