package care.andon.platform.identity;

import care.andon.kernel.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The caller of an operation, as the token describes them.
 *
 * @param username the username of the person in the directory
 * @param unit code or id of the unit of the caller; null if the token names none
 */
public record Caller(String username, Set<Role> roles, @Nullable String unit) {
  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
