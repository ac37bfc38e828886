/** Thin helpers over JDBC: a batch of statements in one round trip, a query, a result row. */
@NullMarked
package care.andon.platform.sql;

import org.jspecify.annotations.NullMarked;
