/**
 * What any service needs and that knows nothing of requests: one source of time, problems (RFC
 * 9457), strict JSON, paging, identity, idempotency.
 */
@NullMarked
package care.andon.platform;

import org.jspecify.annotations.NullMarked;
