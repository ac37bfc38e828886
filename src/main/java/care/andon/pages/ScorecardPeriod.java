package care.andon.pages;

import care.andon.directory.Facility;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a scorecard is about in time.
 *
 * @param asOf the last midnight that is over in every facility, so that all readers see the same
 *     all day
 * @param latest the month of the day before that
 * @param name a period that the figures know, for example {@code 2026-03}
 */
record ScorecardPeriod(Instant asOf, YearMonth latest, String name) {
  private static final int MONTHS = 13;
  private static final int QUARTERS = 5;

  /** Figures as of an instant are there a little later. */
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern QUARTER = Pattern.compile("(\\d{4})-Q([1-4])");
  private static final Pattern WEEK = Pattern.compile("(\\d{4})-W(\\d{2})");
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
    var latest = YearMonth.from(asOf.atZone(zone).minusHours(12));
    return new ScorecardPeriod(asOf, latest, period == null ? latest.toString() : period);
  }

  private static Instant midnight(Instant at, ZoneId zone) {
    return LocalDate.ofInstant(at, zone).atStartOfDay(zone).toInstant();
  }

  /**
   * "March 2026", "quarter 1 of 2026", "week 10 of 2026", "2026"; other periods read as they were
   * asked for.
   */
  String words() {
    return words(name);
  }

  private static String words(String name) {
    if (MONTH.matcher(name).matches()) {
      return MONTH_WORDS.format(YearMonth.parse(name));
    }
    var quarter = QUARTER.matcher(name);
    return quarter.matches()
        ? "quarter " + quarter.group(2) + " of " + quarter.group(1)
        : WEEK.matcher(name).replaceFirst("week $2 of $1");
  }

  /** A period to choose. */
  record Choice(String name, String words, boolean isChosen) {}

  /**
   * The periods that a reader chooses from: the last thirteen months, five quarters and two years
   * since the first request, and the present one if it is none of these.
   */
  List<Choice> choices(Instant first) {
    var earliest = YearMonth.from(first.atZone(ZoneOffset.UTC).minusDays(1));
    var months =
        Stream.iterate(latest, it -> !it.isBefore(earliest), it -> it.minusMonths(1))
            .limit(MONTHS)
            .map(YearMonth::toString);
    var quarters =
        Stream.iterate(latest, it -> it.minusMonths(3))
            .limit(QUARTERS)
            .filter(it -> !it.isBefore(earliest.minusMonths(2)))
            .map(it -> it.getYear() + "-Q" + it.get(IsoFields.QUARTER_OF_YEAR));
    var years =
        Stream.of(latest.getYear(), latest.getYear() - 1)
            .filter(it -> it >= earliest.getYear())
            .map(it -> Integer.toString(it));
    return Stream.of(Stream.of(name), months, quarters, years)
        .flatMap(it -> it)
        .distinct()
        .map(it -> new Choice(it, words(it), it.equals(name)))
        .toList();
  }
}
