package care.andon.versioned;

import care.andon.kernel.WireNames;
import care.andon.platform.problem.Problem;
import care.andon.platform.text.Codes;
import care.andon.platform.text.Instants;
import care.andon.platform.text.Names;
import care.andon.platform.text.TimeZones;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
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
 * Reads the texts of a body into values. It collects every error, so that one answer names all of
 * them. A value that cannot be read is null; {@link #orThrow} then throws.
 */
public final class BodyReader {
  /** Days, hours, minutes and seconds. No sign; no years or months, because their length varies. */
  public static final String DURATION =
      "^P(?=.)([0-9]{1,9}D)?(T(?=.)([0-9]{1,9}H)?([0-9]{1,9}M)?([0-9]{1,12}(\\.[0-9]{1,9})?S)?)?$";

  private static final Pattern EXACT_DURATION = Pattern.compile(DURATION);
  private static final Pattern MONTH_DAY = Pattern.compile("[0-9]{2}-[0-9]{2}");

  private final List<Problem.FieldError> errors = new ArrayList<>();

  public void refuse(String pointer, String code, String message) {
    errors.add(new Problem.FieldError(pointer, code, message));
  }

  public boolean hasRefused() {
    return !errors.isEmpty();
  }

  /** Throws if anything was refused. */
  public void orThrow() {
    orThrow("");
  }

  /** The same, where the body that was read stands under this pointer of a larger one. */
  public void orThrow(String prefix) {
    if (!errors.isEmpty()) {
      throw Problem.invalid(
          errors.stream()
              .map(it -> new Problem.FieldError(prefix + it.pointer(), it.code(), it.message()))
              .toList());
    }
  }

  /**
   * The value of a text. Null and absent values are refused, here and below.
   *
   * @param read empty for a text that is refused with the code and the advice
   */
  public <T> @Nullable T value(
      @Nullable String text,
      String pointer,
      Function<String, Optional<T>> read,
      String code,
      String advice) {
    if (text == null) {
      refuseMissing(pointer);
      return null;
    }
    var value = read.apply(text);
    if (value.isEmpty()) {
      refuse(pointer, code, advice);
    }
    return value.orElse(null);
  }

  /** The code of a published document. */
  public @Nullable String code(@Nullable String text, String pointer) {
    return value(
        text,
        pointer,
        it -> Optional.of(it).filter(Codes::isPublished),
        "not_a_code",
        "Send at most 60 small letters and digits, in groups joined by hyphens, such as"
            + " clinic-hours");
  }

  /** The name of a published document. */
  public @Nullable String name(@Nullable String text, String pointer) {
    return value(
        text,
        pointer,
        it -> Optional.of(it).filter(Names::isName),
        "not_a_name",
        "Send 1 to 200 characters");
  }

  public void refuseMissing(String pointer) {
    refuse(pointer, "required", "Send a value");
  }

  /** An exact duration. */
  public @Nullable Duration duration(@Nullable String text, String pointer) {
    return value(
        text,
        pointer,
        it -> EXACT_DURATION.matcher(it).matches() ? parsed(Duration::parse, it) : Optional.empty(),
        "not_a_duration",
        "Send an exact ISO 8601 duration, such as PT90M, PT8H or P1D (24 h); not in weeks, months"
            + " or years");
  }

  public @Nullable Instant instant(@Nullable String text, String pointer) {
    return value(text, pointer, Instants::parse, "not_an_instant", Instants.ADVICE);
  }

  public @Nullable LocalDate date(@Nullable String text, String pointer) {
    return value(
        text,
        pointer,
        it -> parsed(LocalDate::parse, it),
        "not_a_date",
        "Send a date that exists, such as 2026-12-24");
  }

  public @Nullable MonthDay monthDay(@Nullable String text, String pointer) {
    return value(
        text,
        pointer,
        it ->
            MONTH_DAY.matcher(it).matches() ? parsed(MonthDay::parse, "--" + it) : Optional.empty(),
        "not_a_day_of_the_year",
        "Send a day that exists as MM-dd, such as 12-24");
  }

  public @Nullable ZoneId zone(@Nullable String text, String pointer) {
    return value(
        text,
        pointer,
        TimeZones::find,
        "unknown_time_zone",
        "Send a time zone by its IANA name, such as Europe/Paris or UTC");
  }

  /**
   * Reads each element of an array; an absent array has none. Elements that cannot be read are left
   * out, and {@link #orThrow} will throw.
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
   * The values that an array names, each once; an absent array names none. An empty array is
   * refused, because it could mean nothing or everything.
   *
   * @param find the value of a text; empty for an unknown one
   * @param what the kind of value in the singular, as in {@code unknown_team}
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
            refuse(at, "unknown_" + what, "Send a known " + what);
          } else if (!seen.add(value.get())) {
            refuse(at, "duplicate", "Name each once");
          }
          return value.orElse(null);
        });
    return seen;
  }

  /** The same for the constants of an enum. */
  public <E extends Enum<E>> Set<E> namedConstants(
      @Nullable List<@Nullable String> texts,
      int most,
      String pointer,
      Class<E> type,
      String what) {
    return named(texts, most, pointer, text -> constant(type, text), what);
  }

  /** The constant with this name on the wire. */
  public static <E extends Enum<E>> Optional<E> constant(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(it -> WireNames.of(it).equals(text))
        .findFirst();
  }

  private static <T> Optional<T> parsed(Function<CharSequence, T> parse, String text) {
    try {
      return Optional.of(parse.apply(text));
    } catch (DateTimeException | ArithmeticException unreadable) {
      return Optional.empty();
    }
  }
}
