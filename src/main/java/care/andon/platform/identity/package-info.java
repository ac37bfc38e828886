/** Who is calling: {@link Caller}, read from the verified token by {@link Identity}. */
@NullMarked
package care.andon.platform.identity;

import org.jspecify.annotations.NullMarked;
