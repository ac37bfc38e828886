package care.andon.versioned;

import care.andon.kernel.WireNames;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.Instants;
import care.andon.platform.text.Text;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the texts of a body into values and gathers everything that is wrong with them, so that one
 * answer names all of it. What cannot be read is null until {@link #orThrow} has been passed.
 */
public final class BodyReader {
  /** Days, hours, minutes, seconds; no signs, no years or months, whose length varies. */
  public static final String DURATION =
      "^P(?=.)([0-9]{1,9}D)?(T(?=.)([0-9]{1,9}H)?([0-9]{1,9}M)?([0-9]{1,12}(\\.[0-9]{1,9})?S)?)?$";

  /** As plain as those of facilities and teams, to be said and to stand in addresses. */
  public static final String CODE = "^[a-z0-9]+(-[a-z0-9]+)*$";

  public static final int LONGEST_CODE = 60;
  public static final int LONGEST_NAME = 200;

  private static final Pattern PLAIN_CODE = Pattern.compile(CODE);
  private static final Pattern EXACT_DURATION = Pattern.compile(DURATION);
  private static final Pattern MONTH_DAY = Pattern.compile("[0-9]{2}-[0-9]{2}");

  private final List<Problem.FieldError> errors = new ArrayList<>();

  public void refuse(String pointer, String code, String message) {
    errors.add(new Problem.FieldError(pointer, code, message));
  }

  public boolean hasRefused() {
    return !errors.isEmpty();
  }

  /** Passes if nothing was wrong. */
  public void orThrow() {
    orThrow("");
  }

  /** The same for what stands further in, under this pointer. */
  public void orThrow(String prefix) {
    if (!errors.isEmpty()) {
      throw Problem.invalid(
          errors.stream()
              .map(it -> new Problem.FieldError(prefix + it.pointer(), it.code(), it.message()))
              .toList());
    }
  }

  /** A code that something can be published under. */
  public @Nullable String code(@Nullable String text, String pointer) {
    if (text == null) {
      refuseMissing(pointer);
      return null;
    }
    if (text.length() > LONGEST_CODE || !PLAIN_CODE.matcher(text).matches()) {
      refuse(
          pointer,
          "not_a_code",
          "Send at most 60 small letters and digits, in groups joined by hyphens, such as"
              + " clinic-hours");
      return null;
    }
    return text;
  }

  /** Words to call something by. */
  public @Nullable String name(@Nullable String text, String pointer) {
    if (text == null) {
      refuseMissing(pointer);
      return null;
    }
    if (!Text.hasWords(text) || text.codePointCount(0, text.length()) > LONGEST_NAME) {
      refuse(pointer, "not_a_name", "Send 1 to 200 characters");
      return null;
    }
    return text;
  }

  public void refuseMissing(String pointer) {
    refuse(pointer, "required", "Send a value");
  }

  /** An exact duration; null and absent are refused, as in everything below. */
  public @Nullable Duration duration(@Nullable String text, String pointer) {
    if (text == null) {
      refuseMissing(pointer);
      return null;
    }
    var duration = EXACT_DURATION.matcher(text).matches() ? parsed(Duration::parse, text) : null;
    if (duration == null) {
      refuse(
          pointer,
          "not_a_duration",
          "Send an exact ISO 8601 duration, such as PT90M, PT8H or P1D (24 h); not in weeks, months"
              + " or years");
    }
    return duration;
  }

  public @Nullable Instant instant(@Nullable String text, String pointer) {
    if (text == null) {
      refuseMissing(pointer);
      return null;
    }
    var instant = Instants.parse(text).orElse(null);
    if (instant == null) {
      refuse(pointer, "not_an_instant", Instants.ADVICE);
    }
    return instant;
  }

  public @Nullable LocalDate date(@Nullable String text, String pointer) {
    if (text == null) {
      refuseMissing(pointer);
      return null;
    }
    var date = parsed(LocalDate::parse, text);
    if (date == null) {
      refuse(pointer, "not_a_date", "Send a date that exists, such as 2026-12-24");
    }
    return date;
  }

  public @Nullable MonthDay monthDay(@Nullable String text, String pointer) {
    if (text == null) {
      refuseMissing(pointer);
      return null;
    }
    var day = MONTH_DAY.matcher(text).matches() ? parsed(MonthDay::parse, "--" + text) : null;
    if (day == null) {
      refuse(pointer, "not_a_day_of_the_year", "Send a day that exists as MM-dd, such as 12-24");
    }
    return day;
  }

  public @Nullable ZoneId zone(@Nullable String text, String pointer) {
    if (text == null) {
      refuseMissing(pointer);
      return null;
    }
    // Regions only: an offset such as +02:00 knows nothing of summer time and is hardly ever meant.
    if (ZoneRulesProvider.getAvailableZoneIds().contains(text)) {
      return ZoneId.of(text);
    }
    refuse(
        pointer,
        "unknown_time_zone",
        "Send a time zone by its IANA name, such as Europe/Paris or UTC");
    return null;
  }

  /**
   * Reads each element of an array; none for no array. What cannot be read is left out: {@link
   * #orThrow} will not pass.
   */
  public <S, T> List<T> each(
      @Nullable List<@Nullable S> array,
      int most,
      String pointer,
      BiFunction<S, String, @Nullable T> read) {
    var values = new ArrayList<T>();
    if (array == null) {
      return values;
    }
    if (array.size() > most) {
      refuse(pointer, "too_many", "Send at most " + most);
      return values;
    }
    for (var i = 0; i < array.size(); i++) {
      var element = array.get(i);
      if (element == null) {
        refuseMissing(pointer + "/" + i);
        continue;
      }
      var value = read.apply(element, pointer + "/" + i);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /**
   * What an array names, each once; nothing for no array. An empty array is refused, for it could
   * mean nothing or everything.
   *
   * @param what in the singular, as it stands in the refusal
   */
  public <T> Set<T> named(
      @Nullable List<@Nullable String> texts,
      int most,
      String pointer,
      Function<String, Optional<T>> find,
      String what) {
    if (texts == null) {
      return Set.of();
    }
    if (texts.isEmpty()) {
      refuse(pointer, "empty", "Name at least one, or leave it out for all");
    }
    var seen = new LinkedHashSet<T>();
    each(
        texts,
        most,
        pointer,
        (text, at) -> {
          var value = find.apply(text);
          if (value.isEmpty()) {
            refuse(at, "unknown_" + what, "Name " + what + "s that there are");
          } else if (!seen.add(value.get())) {
            refuse(at, "duplicate", "Name each once");
          }
          return value.orElse(null);
        });
    return seen;
  }

  /** The constant that is written like this on the wire. */
  public static <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> WireNames.of(it).equals(text))
        .findFirst();
  }

  private static <T> @Nullable T parsed(Function<CharSequence, T> parse, String text) {
    try {
      return parse.apply(text);
    } catch (DateTimeException | ArithmeticException unreadable) {
      return null;
    }
  }
}
