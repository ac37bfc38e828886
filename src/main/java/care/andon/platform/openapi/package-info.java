/** Completes the OpenAPI document with what holds for every operation and schema. */
@NullMarked
package care.andon.platform.openapi;

import org.jspecify.annotations.NullMarked;
