/** Problems (RFC 9457): the one way a call is refused. Start with {@link ProblemType}. */
@NullMarked
package care.andon.platform.problem;

import org.jspecify.annotations.NullMarked;
