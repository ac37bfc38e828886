/**
 * Pages for browsers: their headers, and problems as pages.
 *
 * <p>Start with {@link PageAnswers}, which makes the answer of every page. {@link ProblemPage} says
 * how a problem looks to a person.
 */
@NullMarked
package care.andon.platform.web.page;

import org.jspecify.annotations.NullMarked;
