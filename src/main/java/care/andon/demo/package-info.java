/**
 * A demo hospital for development and tests; never part of the packaged service.
 *
 * <p>Read in this order:
 *
 * <ul>
 *   <li>{@link DemoStart} runs before the service in dev mode. It starts {@link DevDatabase}, a
 *       real PostgreSQL in the folder {@code .andon/} of the checkout, and passes {@link
 *       DemoSettings}.
 *   <li>{@link DemoHospital} fills an empty directory from {@code demo/hospital.json} ({@link
 *       Hospital}) and {@code demo/campuses.json} ({@link Campuses}).
 *   <li>{@link DevIdentityResource} issues tokens for the invented people.
 *   <li>{@link DemoClock} is the time of the service, {@link DemoClockResource} moves it ahead.
 *   <li>{@link care.andon.demo.year} gives it a year of requests.
 * </ul>
 *
 * <p>To start afresh, stop the service and delete {@code .andon/}.
 */
@NullMarked
package care.andon.demo;

import org.jspecify.annotations.NullMarked;
