package care.andon.pages;

import care.andon.directory.Facility;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a scorecard is about in time.
 *
 * @param asOf the last midnight that is over in every facility, so that all readers see the same
 *     all day
 * @param name a period that the figures know, for example {@code 2026-03}
 */
record ScorecardPeriod(Instant asOf, String name) {
  /** Figures as of an instant are there a little later. */
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final DateTimeFormatter MONTH_WORDS =
      DateTimeFormatter.ofPattern("MMMM yyyy", Locale.ENGLISH);

  /**
   * Without a period: the month of the day before the midnight.
   *
   * @param facilities those of the scorecard
   */
  static ScorecardPeriod of(List<Facility> facilities, @Nullable String period, Instant now) {
    var zones = facilities.stream().map(Facility::timeZone).toList();
    var asOf =
        zones.stream()
            .map(zone -> midnight(now.minus(SETTLING), zone))
            .min(Comparator.naturalOrder())
            .orElse(midnight(now.minus(SETTLING), ZoneOffset.UTC));
    var zone = zones.isEmpty() ? ZoneOffset.UTC : zones.getFirst();
    return new ScorecardPeriod(
        asOf,
        period == null ? YearMonth.from(asOf.atZone(zone).minusHours(12)).toString() : period);
  }

  private static Instant midnight(Instant at, ZoneId zone) {
    return LocalDate.ofInstant(at, zone).atStartOfDay(zone).toInstant();
  }

  /** "March 2026"; other periods read as they were asked for. */
  String words() {
    return MONTH.matcher(name).matches() ? MONTH_WORDS.format(YearMonth.parse(name)) : name;
  }
}
