/** Tests of the pages: what they show, to whom, and how long a session lasts. */
@NullMarked
package care.andon.pages;

import org.jspecify.annotations.NullMarked;
