/**
 * The directory from the outside: what another system says of places, people and rosters becomes
 * what this service knows, or nothing of it does.
 *
 * <p>Start with {@link Imports}: {@code CsvReader} and {@code JsonReader} make an {@code Upload} of
 * what was sent, line by line; {@code Draft} finds for every line what it is of what is stored and
 * names what cannot be, {@code Exclusives} where two people have one time for themselves; {@code
 * Plan} is the difference; {@code Breaks} says what that would break; {@code ImportRepository}
 * writes it. All but the two ends is pure.
 */
@NullMarked
package care.andon.directory.imports;

import org.jspecify.annotations.NullMarked;
