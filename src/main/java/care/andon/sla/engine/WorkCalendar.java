package care.andon.sla.engine;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When people are there. One rule decides: <b>an instant is open when the clock on the ward's wall
 * says so.</b> Take the instant's local date and time in the zone.
 *
 * <ol>
 *   <li>The date has an exception: open exactly in the exception's intervals.
 *   <li>Else the date is in a closure: closed all day, also to a night shift begun the day before.
 *   <li>Else open in the weekday's intervals, and in the tail of an interval that began the day
 *       before and runs past midnight.
 * </ol>
 *
 * <p>So on a 25-hour day a repeated hour counts twice, on a 23-hour day a skipped hour does not
 * exist, and intervals that overlap count once. Exact to the nanosecond; what it costs does not
 * depend on how far away the answer lies. Immutable, safe to share between threads.
 */
public final class WorkCalendar {
  /** Dates of closures and exceptions lie in the years from here ... */
  public static final int FIRST_YEAR = 1900;

  /** ... to here. */
  public static final int LAST_YEAR = 2200;

  private static final int YEARS_TO_OPEN = 10;

  /** RFC 3339 cannot write a later instant. */
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private static final List<OpenInterval> ALL_DAY = List.of(OpenInterval.WHOLE_DAY);

  private final ZoneId zone;
  private final Map<DayOfWeek, List<OpenInterval>> weekly;
  private final List<Closure> closures;
  private final List<OpenException> exceptions;
  private final boolean alwaysOpen;

  /** Worked out when first asked for; two threads that do so at once come to the same. */
  private volatile @Nullable OpenTime openTime;

  /**
   * A calendar from its parts.
   *
   * @throws InvalidCalendar where a date is out of range or has two exceptions
   */
  public WorkCalendar(
      ZoneId zone,
      Map<DayOfWeek, List<OpenInterval>> weekly,
      List<Closure> closures,
      List<OpenException> exceptions) {
    this.zone = Objects.requireNonNull(zone);
    this.weekly = copyOf(weekly);
    this.closures = List.copyOf(closures);
    this.exceptions = List.copyOf(exceptions);
    requireDatesInRange();
    requireOneExceptionPerDate();
    alwaysOpen =
        closures.isEmpty()
            && exceptions.isEmpty()
            && Arrays.stream(DayOfWeek.values()).allMatch(this::isOpenAllDay);
  }

  /** Open around the clock: due is start plus target, whatever the wall clock does. */
  public static WorkCalendar always(ZoneId zone) {
    var weekly =
        Arrays.stream(DayOfWeek.values())
            .collect(Collectors.toMap(Function.identity(), _ -> ALL_DAY));
    return new WorkCalendar(zone, weekly, List.of(), List.of());
  }

  public ZoneId zone() {
    return zone;
  }

  /** Days without hours may be missing. */
  public Map<DayOfWeek, List<OpenInterval>> weekly() {
    return weekly;
  }

  public List<Closure> closures() {
    return closures;
  }

  public List<OpenException> exceptions() {
    return exceptions;
  }

  /** Whether the wall clock shows an open time; an interval's start is open, its end is not. */
  public boolean isOpen(Instant instant) {
    return alwaysOpen || openTime().isOpen(instant.getEpochSecond());
  }

  /**
   * Open time from one instant to another; zero if they are equal.
   *
   * @throws IllegalArgumentException if {@code to} is before {@code from}
   */
  public Duration openBetween(Instant from, Instant to) {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("Ask for a 'to' that is not before 'from'.");
    }
    return alwaysOpen ? Duration.between(from, to) : openUntil(to).minus(openUntil(from));
  }

  /**
   * The first instant at which so much open time has passed since {@code from}; {@code from} itself
   * for none. It may be the moment of closing: 8 h from Monday 08:00 in an office that closes at
   * 16:00 are due on Monday at 16:00.
   *
   * @return empty if the calendar is never open for so long, or not before the year 10,000
   * @throws IllegalArgumentException if the target is negative
   */
  public Optional<Instant> dueAt(Instant from, Duration target) {
    if (target.isNegative()) {
      throw new IllegalArgumentException("Ask for a target of zero or more.");
    }
    if (target.isZero()) {
      return Optional.of(from);
    }
    var due =
        alwaysOpen ? Optional.of(from.plus(target)) : instantReaching(openUntil(from).plus(target));
    return due.filter(instant -> !instant.isAfter(END_OF_TIME));
  }

  /**
   * This calendar, if it is open at some instant within ten years after it takes effect.
   *
   * @throws InvalidCalendar if not: a clock on it would wait for ever
   */
  public WorkCalendar requireOpenWithinTenYears(Instant effectiveFrom) {
    var tenYearsOn = effectiveFrom.atZone(zone).plusYears(YEARS_TO_OPEN).toInstant();
    if (openBetween(effectiveFrom, tenYearsOn).isZero()) {
      throw new InvalidCalendar(
          "",
          "never_open",
          "Nothing is open within ten years after the calendar takes effect; add weekly hours, or"
              + " an exception in the future");
    }
    return this;
  }

  private Duration openUntil(Instant instant) {
    var time = openTime();
    var second = instant.getEpochSecond();
    var open = time.openBefore(second);
    // Hours begin and end at whole seconds, so a second is open throughout or not at all.
    return instant.getNano() > 0 && time.isOpen(second)
        ? Duration.ofSeconds(open, instant.getNano())
        : Duration.ofSeconds(open);
  }

  private Optional<Instant> instantReaching(Duration open) {
    var nanos = open.getNano();
    var second = openTime().secondReaching(open.getSeconds() + (nanos > 0 ? 1 : 0));
    if (second.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        nanos > 0
            ? Instant.ofEpochSecond(second.getAsLong() - 1, nanos)
            : Instant.ofEpochSecond(second.getAsLong()));
  }

  private OpenTime openTime() {
    var known = openTime;
    if (known == null) {
      known = new OpenTime(this);
      openTime = known;
    }
    return known;
  }

  private static Map<DayOfWeek, List<OpenInterval>> copyOf(
      Map<DayOfWeek, List<OpenInterval>> weekly) {
    var copy = new EnumMap<DayOfWeek, List<OpenInterval>>(DayOfWeek.class);
    weekly.forEach((weekday, hours) -> copy.put(weekday, List.copyOf(hours)));
    return java.util.Collections.unmodifiableMap(copy);
  }

  private void requireDatesInRange() {
    for (var i = 0; i < closures.size(); i++) {
      if (closures.get(i) instanceof Closure.ClosedDate(var date)) {
        requireInRange(date, "/closures/" + i + "/date");
      }
    }
    for (var i = 0; i < exceptions.size(); i++) {
      requireInRange(exceptions.get(i).date(), "/exceptions/" + i + "/date");
    }
  }

  private static void requireInRange(LocalDate date, String pointer) {
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      throw new InvalidCalendar(
          pointer,
          "date_out_of_range",
          "Give a date in the years %d to %d".formatted(FIRST_YEAR, LAST_YEAR));
    }
  }

  private void requireOneExceptionPerDate() {
    var seen = new HashSet<LocalDate>();
    for (var i = 0; i < exceptions.size(); i++) {
      if (!seen.add(exceptions.get(i).date())) {
        throw new InvalidCalendar(
            "/exceptions/" + i + "/date",
            "duplicate_date",
            "A date has one exception; put all its intervals into that one");
      }
    }
  }

  private boolean isOpenAllDay(DayOfWeek weekday) {
    return DayPlan.of(weekly.getOrDefault(weekday, List.of()), List.of()).total() == DayPlan.DAY;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof WorkCalendar that
            && zone.equals(that.zone)
            && weekly.equals(that.weekly)
            && closures.equals(that.closures)
            && exceptions.equals(that.exceptions));
  }

  @Override
  public int hashCode() {
    return Objects.hash(zone, weekly, closures, exceptions);
  }

  @Override
  public String toString() {
    return "WorkCalendar[%s, weekly=%s, closures=%s, exceptions=%s]"
        .formatted(zone, weekly, closures, exceptions);
  }
}
