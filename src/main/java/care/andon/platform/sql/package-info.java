/**
 * Small helpers over JDBC. Start with {@link SqlQuery} (read) and {@link SqlBatch} (write several
 * statements in one round trip); {@link ResultRow} reads columns, {@link DatabaseFailures}
 * classifies errors.
 */
@NullMarked
package care.andon.platform.sql;

import org.jspecify.annotations.NullMarked;
