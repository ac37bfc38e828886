package care.andon.directory.oncall;

import care.andon.kernel.PersonId;
import care.andon.kernel.UnitId;
import org.jspecify.annotations.Nullable;

/**
 * A person in the directory. Roles are not stored here; they come with the token.
 *
 * @param username the name they sign in with; unique
 * @param unit where they usually work; null for people who work everywhere
 */
public record Person(
    PersonId id, String username, String name, String title, @Nullable UnitId unit) {}
