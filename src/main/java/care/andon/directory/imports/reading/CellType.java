package care.andon.directory.imports.reading;

import care.andon.kernel.Category;
import care.andon.kernel.WireNames;
import care.andon.platform.text.Codes;
import care.andon.platform.text.Names;
import care.andon.platform.text.Text;
import care.andon.platform.text.TimeZones;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The types of cells. A cell is read into the text that PostgreSQL writes for the same value, so
 * that uploaded and stored values can be compared.
 */
public enum CellType {
  EXTERNAL_ID("not_valid", "Send 1 to 200 characters that can be read") {
    @Override
    public Optional<String> read(String text) {
      return Optional.of(text).filter(CellType::isReadableText);
    }
  },
  CODE(
      "not_valid",
      "Send 1 to 32 letters, digits, dots, dashes or underlines; a letter or digit first") {
    @Override
    public Optional<String> read(String text) {
      return Optional.of(text).filter(Codes::isDirectory);
    }
  },
  USERNAME("not_valid", "Send 1 to 200 characters without a blank") {
    @Override
    public Optional<String> read(String text) {
      return Optional.of(text).filter(it -> ONE_WORD.matcher(it).matches() && Text.hasWords(it));
    }
  },
  TEXT("not_valid", "Send 1 to 200 characters that can be read") {
    @Override
    public Optional<String> read(String text) {
      return Optional.of(text).filter(CellType::isReadableText);
    }
  },
  /** The code, username or external id of another item. */
  REFERENCE("not_valid", "Send a code, username or external id") {
    @Override
    public Optional<String> read(String text) {
      return Optional.of(text).filter(CellType::isReadableText);
    }
  },
  ZONE("unknown_zone", "Send a time zone of the tz database, such as America/Chicago") {
    @Override
    public Optional<String> read(String text) {
      return Optional.of(text).filter(it -> TimeZones.find(it).isPresent());
    }
  },
  FLAG("not_a_flag", "Send true or false") {
    @Override
    public Optional<String> read(String text) {
      return Optional.of(text.toLowerCase(Locale.ROOT)).filter(Set.of("true", "false")::contains);
    }
  },
  TIER("not_a_tier", "Send 2 house supervisor, 3 administrator on call or 4 executive") {
    @Override
    public Optional<String> read(String text) {
      return Optional.of(text).filter(Set.of("2", "3", "4")::contains);
    }
  },
  DAYS("not_days", "Send days of the week with blanks between them, such as MONDAY TUESDAY") {
    @Override
    public Optional<String> read(String text) {
      var days = EnumSet.noneOf(DayOfWeek.class);
      for (var word : BLANKS.split(text, -1)) {
        var day =
            Arrays.stream(DayOfWeek.values())
                .filter(it -> isNameOf(it, word.toUpperCase(Locale.ROOT)))
                .findFirst();
        if (day.isEmpty() || !days.add(day.get())) {
          return Optional.empty();
        }
      }
      return Optional.of(
          days.stream()
              .map(day -> String.valueOf(day.getValue()))
              .collect(Collectors.joining(",", "{", "}")));
    }
  },
  TIME("not_a_time", "Send 00:00 to 23:59") {
    @Override
    public Optional<String> read(String text) {
      return CLOCK.matcher(text).matches()
          ? parsed(() -> SECONDS.format(LocalTime.parse(text)))
          : Optional.empty();
    }
  },
  DATE("not_a_date", "Send a date such as 2027-03-07") {
    @Override
    public Optional<String> read(String text) {
      return parsed(() -> LocalDate.parse(text))
          .filter(date -> isPlausible(date.getYear()))
          .map(LocalDate::toString);
    }
  },
  DATE_TIME("not_a_time", "Send what the clock on the wall shows, such as 2027-03-07T19:00") {
    @Override
    public Optional<String> read(String text) {
      return parsed(() -> LocalDateTime.parse(text.replace(' ', 'T')))
          .filter(
              time ->
                  isPlausible(time.getYear()) && time.equals(time.truncatedTo(ChronoUnit.SECONDS)))
          .map(time -> time.toLocalDate() + " " + SECONDS.format(time));
    }
  },
  CATEGORY("unknown_category", "Send the code of a category listed at /categories") {
    @Override
    public Optional<String> read(String text) {
      return Optional.of(text).filter(CATEGORIES::contains);
    }
  },
  POSTS(
      "not_posts",
      "Send teams, or tiers such as tier:2, with blanks between them, in the order in which they"
          + " are asked") {
    @Override
    public Optional<String> read(String text) {
      return Optional.of(text).filter(it -> it.length() <= 1_000);
    }
  };

  public static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final Pattern ONE_WORD = Pattern.compile("(?U)\\S{1,200}");
  private static final Pattern CLOCK = Pattern.compile("[0-9]{2}:[0-9]{2}(:[0-9]{2})?");
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final Set<String> CATEGORIES =
      Stream.of(Category.values()).map(WireNames::of).collect(Collectors.toUnmodifiableSet());

  private final String code;
  private final String advice;

  CellType(String code, String advice) {
    this.code = code;
    this.advice = advice;
  }

  /**
   * The value as PostgreSQL writes it; empty if the text is not valid.
   *
   * @param text stripped and not empty
   */
  public abstract Optional<String> read(String text);

  /** The error code for an invalid cell. */
  String code() {
    return code;
  }

  /** What to send instead of an invalid cell. */
  public String advice() {
    return advice;
  }

  /** Shorter than other names: an emoji counts as two characters, as it always has in imports. */
  private static boolean isReadableText(String text) {
    return text.length() <= Names.LONGEST && Names.isName(text);
  }

  private static boolean isPlausible(int year) {
    return year >= 1900 && year <= 2200;
  }

  private static boolean isNameOf(DayOfWeek day, String word) {
    return day.name().equals(word) || day.name().substring(0, 3).equals(word);
  }

  private interface Parsing<T> {
    T parse();
  }

  private static <T> Optional<T> parsed(Parsing<T> parsing) {
    try {
      return Optional.of(parsing.parse());
    } catch (DateTimeException notOne) {
      return Optional.empty();
    }
  }
}
