package care.andon.metrics.form;

import care.andon.kernel.FacilityId;
import care.andon.platform.sql.SqlCondition;
import care.andon.platform.sql.SqlParameters.SqlArray;
import java.util.Collection;
import java.util.Set;

/**
 * Some facilities, or all but some.
 *
 * @param named the facilities that are in it; with {@code isExcept} the ones that are not
 */
public record Facilities(boolean isExcept, Set<FacilityId> named) {
  public static final Facilities ALL = allBut(Set.of());

  public Facilities {
    named = Set.copyOf(named);
  }

  public static Facilities only(Collection<FacilityId> named) {
    return new Facilities(false, Set.copyOf(named));
  }

  public static Facilities allBut(Collection<FacilityId> named) {
    return new Facilities(true, Set.copyOf(named));
  }

  public boolean contains(FacilityId facility) {
    return named.contains(facility) != isExcept;
  }

  /**
   * Returns the condition that one of them is in a column; {@link SqlCondition#ALWAYS} for all.
   *
   * @param column that has the id of a facility
   */
  public SqlCondition contain(String column) {
    if (isExcept && named.isEmpty()) {
      return SqlCondition.ALWAYS;
    }
    var ids = named.stream().map(FacilityId::value).toList();
    return SqlCondition.of(
        column + (isExcept ? " <> all (?)" : " = any (?)"), new SqlArray("uuid", ids));
  }
}
