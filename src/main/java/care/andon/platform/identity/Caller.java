package care.andon.platform.identity;

import care.andon.kernel.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as the token says.
 *
 * @param username the name the directory knows the person by
 * @param unit code or id of the unit the token places the caller on, if it does
 */
public record Caller(String username, Set<Role> roles, @Nullable String unit) {
  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }
}
