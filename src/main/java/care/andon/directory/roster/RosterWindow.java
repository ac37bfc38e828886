package care.andon.directory.roster;

import care.andon.directory.oncall.Interval;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.Instants;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The interval that a caller asks about; by default the coming two weeks.
 *
 * @param from null for now
 * @param to null for 14 days later
 */
public record RosterWindow(
    @Parameter(
            description = "The start of the period (RFC 3339). Without it: now",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"),
            example = "2026-03-02T00:00:00Z")
        @RestQuery
        @Nullable String from,
    @Parameter(
            description =
                "The end of the period, exclusive, at most 92 days after `from`. Without it:"
                    + " 14 days after `from`",
            schema = @Schema(type = SchemaType.STRING, format = "date-time"),
            example = "2026-03-16T00:00:00Z")
        @RestQuery
        @Nullable String to) {
  static final int MOST_DAYS = 92;

  private static final Duration USUAL = Duration.ofDays(14);
  private static final Duration MOST = Duration.ofDays(MOST_DAYS);

  /**
   * The interval.
   *
   * @throws Problem if the parameters are not instants in this order, at most {@value #MOST_DAYS}
   *     days apart
   */
  public Interval at(Instant now) {
    var start = from == null ? now : instant("from", from);
    var end = to == null ? start.plus(USUAL) : instant("to", to);
    if (!start.isBefore(end)) {
      throw Problem.parameter("to", "ends_before_it_starts", "Send an instant after 'from'");
    }
    if (Duration.between(start, end).compareTo(MOST) > 0) {
      throw Problem.parameter("to", "too_long", "Ask for at most " + MOST_DAYS + " days at once");
    }
    return new Interval(start, end);
  }

  private static Instant instant(String name, String text) {
    return Instants.parse(text)
        .orElseThrow(() -> Problem.parameter(name, "not_an_instant", Instants.ADVICE));
  }
}
