package care.andon.metrics.form;

import care.andon.metrics.engine.WilsonInterval;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far a rate can be trusted. */
@Schema(
    name = "FigureInterval",
    description = "95 % Wilson score interval. Null if nothing fell due.")
public record ShareInterval(
    @Schema(minimum = "0", maximum = "1") double low,
    @Schema(minimum = "0", maximum = "1") double high) {

  public static ShareInterval of(WilsonInterval interval) {
    return new ShareInterval(interval.low(), interval.high());
  }
}
