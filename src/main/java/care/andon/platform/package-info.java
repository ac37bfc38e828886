/**
 * What any service needs and that knows nothing of requests.
 *
 * <ul>
 *   <li>{@link Time}: the one place that reads the machine clock
 *   <li>{@link Problem} and {@link ProblemType}: every refusal, on its way to the caller; {@code
 *       ProblemMappers} and {@code HttpEdge} turn it, and whatever else fails, into RFC 9457
 *   <li>{@link Json}: strict reading; {@link Text}, {@link Instants}, {@link Limit} and {@code
 *       ParameterCheck} refuse what else is wrong
 *   <li>{@link Identity} and {@link Caller}: who is calling, by the token; {@code TokenRequired}:
 *       nothing without one
 *   <li>{@link IdempotencyKeys}: what a retry is recognised by; {@link Once}: acts whose answer is
 *       kept with the key
 *   <li>{@link Page}, {@link Cursor}, {@link Conditional}: lists and entity tags
 *   <li>{@link Batch}: statements that go to PostgreSQL in one round trip
 *   <li>{@link Requirements} and {@link BeforeStart}: what is checked and done before the start
 * </ul>
 *
 * <p>Start with {@link Problem}.
 */
@NullMarked
package care.andon.platform;

import org.jspecify.annotations.NullMarked;
