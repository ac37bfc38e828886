package care.andon.metrics.form;

import care.andon.kernel.WireNames;
import care.andon.platform.problem.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reads a parameter that is one of a few words. */
public final class Choice {
  private Choice() {}

  /**
   * Returns the constant with this name.
   *
   * @throws Problem if there is none; it names the parameter and all constants
   */
  public static <E extends Enum<E>> E of(Class<E> type, String parameter, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> WireNames.of(it).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.parameter(
                    parameter,
                    "unknown_" + parameter,
                    Arrays.stream(type.getEnumConstants())
                        .map(WireNames::of)
                        .collect(Collectors.joining(", ", "Send one of: ", ""))));
  }
}
