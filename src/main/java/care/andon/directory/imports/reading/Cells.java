package care.andon.directory.imports.reading;

import care.andon.kernel.Category;
import care.andon.kernel.WireNames;
import care.andon.platform.text.TimeZones;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a cell is read, by the type of its column. */
public final class Cells {
  static final String ZONE = "Send a time zone of the tz database, such as America/Chicago";
  static final String CATEGORY = "Send the code of a category listed at /categories";

  /** What to send as a tier. */
  public static final String TIER =
      "Send 2 house supervisor, 3 administrator on call or 4 executive";

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern CLOCK = Pattern.compile("[0-9]{2}:[0-9]{2}(:[0-9]{2})?");
  private static final Set<String> TIERS = Set.of("2", "3", "4");
  private static final Map<String, Category> CATEGORIES =
      Stream.of(Category.values()).collect(Collectors.toUnmodifiableMap(WireNames::of, it -> it));
  private static final Map<String, DayOfWeek> DAYS =
      Stream.of(DayOfWeek.values())
          .flatMap(
              day ->
                  Stream.of(day.name(), day.name().substring(0, 3)).map(it -> Map.entry(it, day)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private Cells() {}

  /** Teaches Jackson the columns of imports. */
  @SuppressWarnings("unchecked") // the rows have only sets of days and only lists of words
  static SimpleModule module() {
    var module = new SimpleModule("imports");
    add(module, String.class, "not_valid", CellText.WORDS, text -> text);
    add(module, AddressCell.class, "not_valid", CellText.WORDS, AddressCell::read);
    add(module, ZoneId.class, "unknown_zone", ZONE, text -> TimeZones.find(text).orElse(null));
    add(module, Boolean.class, "not_a_flag", "Send true or false", Cells::flag);
    add(module, Integer.class, "not_a_tier", TIER, Cells::tier);
    add(module, LocalTime.class, "not_a_time", "Send 00:00 to 23:59", Cells::clock);
    add(module, LocalDate.class, "not_a_date", "Send a date such as 2027-03-07", Cells::date);
    add(
        module,
        LocalDateTime.class,
        "not_a_time",
        "Send what the clock on the wall shows, such as 2027-03-07T19:00",
        Cells::wallClock);
    add(module, Category.class, "unknown_category", CATEGORY, CATEGORIES::get);
    add(
        module,
        (Class<Set<DayOfWeek>>) (Class<?>) Set.class,
        "not_days",
        "Send days of the week with blanks between them, such as MONDAY TUESDAY",
        Cells::days);
    add(
        module,
        (Class<List<String>>) (Class<?>) List.class,
        "not_posts",
        "Send teams, or tiers such as tier:2, with blanks between them, in the order in which they"
            + " are asked",
        text -> text.length() <= 1_000 ? List.of(BLANKS.split(text, -1)) : null);
    return module;
  }

  private static <T> void add(
      SimpleModule module,
      Class<T> type,
      String code,
      String advice,
      Function<String, @Nullable T> parsing) {
    module.addDeserializer(type, new CellReader<>(type, code, advice, parsing));
  }

  /** The number of a tier; null if there is no such tier. */
  public static @Nullable Integer tier(String text) {
    return TIERS.contains(text) ? Integer.valueOf(text) : null;
  }

  private static @Nullable Boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> null;
    };
  }

  private static @Nullable Set<DayOfWeek> days(String text) {
    var words = Arrays.asList(BLANKS.split(text.toUpperCase(Locale.ROOT), -1));
    var days = EnumSet.noneOf(DayOfWeek.class);
    return words.stream().allMatch(word -> DAYS.containsKey(word) && days.add(DAYS.get(word)))
        ? Collections.unmodifiableSet(days)
        : null;
  }

  private static @Nullable LocalTime clock(String text) {
    return CLOCK.matcher(text).matches() ? parsed(LocalTime::parse, text) : null;
  }

  private static @Nullable LocalDate date(String text) {
    var date = parsed(LocalDate::parse, text);
    return date == null || isPlausible(date) ? date : null;
  }

  private static @Nullable LocalDateTime wallClock(String text) {
    var time = parsed(LocalDateTime::parse, text.replace(' ', 'T'));
    return time != null
            && isPlausible(time.toLocalDate())
            && time.equals(time.truncatedTo(ChronoUnit.SECONDS))
        ? time
        : null;
  }

  private static boolean isPlausible(LocalDate date) {
    return date.getYear() >= 1900 && date.getYear() <= 2200;
  }

  private static <T> @Nullable T parsed(Function<String, T> parsing, String text) {
    try {
      return parsing.apply(text);
    } catch (DateTimeException notOne) {
      return null;
    }
  }
}
