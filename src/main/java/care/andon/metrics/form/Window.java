package care.andon.metrics.form;

import care.andon.platform.sql.SqlCondition;
import java.time.Instant;

/**
 * From an instant up to, and without, a later one, in the facilities that have this period.
 *
 * @param facilities the condition over {@code support_request}, named {@code request}, that a
 *     request belongs to one of them; {@link SqlCondition#ALWAYS} if all have the same period
 */
public record Window(Instant from, Instant to, SqlCondition facilities) {}
