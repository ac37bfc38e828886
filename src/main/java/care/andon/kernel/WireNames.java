package care.andon.kernel;

import java.util.Locale;

/**
 * Names of constants on the wire and in the database: {@code Impact.PATIENT_WAITING} is {@code
 * "patient_waiting"}.
 */
public final class WireNames {
  private WireNames() {}

  /** The name of a constant, in lower case. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant of a name.
   *
   * @throws IllegalArgumentException when the type has no such constant
   */
  public static <E extends Enum<E>> E parse(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }
}
