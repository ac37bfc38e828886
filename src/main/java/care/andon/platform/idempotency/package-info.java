/** Idempotency keys: a retried POST is answered like the first one and changes nothing. */
@NullMarked
package care.andon.platform.idempotency;

import org.jspecify.annotations.NullMarked;
