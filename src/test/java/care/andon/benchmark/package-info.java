/**
 * How fast it is: the packaged service under load, beside what PostgreSQL does without it.
 *
 * <p>{@link LoadBenchmark} is the run from start to end; {@code Stage} is what it runs on; {@code
 * Crowd} keeps so many connections busy for so long; {@code OverHttp} and {@code WithoutHttp} are
 * what they are busy with; {@code WholeDirectory} is a hospital that comes in by files; {@code
 * Report} is what is left of it.
 *
 * <p>Load, service and database share the machine, so the load is made as cheaply as can be:
 * blocking sockets, request bytes made beforehand, answers read but not parsed.
 */
@NullMarked
package care.andon.benchmark;

import org.jspecify.annotations.NullMarked;
