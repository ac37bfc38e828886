package care.andon.pages.engine;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as text in pictures: at most two decimals, no exponent, a point in any language. */
final class Decimal {
  private static final int DECIMALS = 2;

  private Decimal() {}

  static String of(double number) {
    var rounded =
        BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }
}
