/**
 * For development and tests only, never in the packaged service: a hospital of invented people, a
 * real PostgreSQL in the checkout's {@code .andon/} folder, and an issuer of tokens for the
 * invented people.
 *
 * <p>{@link DemoStart} runs before the service and points it at the database and the issuer; {@code
 * DemoHospital} fills an empty directory from {@code demo/hospital.json} and the {@code Campuses}
 * of {@code demo/campuses.json}; {@code DevIdentityResource} hands out tokens; {@code Welcome}
 * prints where to begin. To start fresh, stop the service and delete {@code .andon/}.
 */
@NullMarked
package care.andon.demo;

import org.jspecify.annotations.NullMarked;
