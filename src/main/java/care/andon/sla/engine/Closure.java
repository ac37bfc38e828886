package care.andon.sla.engine;

import java.time.LocalDate;
import java.time.MonthDay;

/** A day, or the same days of every year, on which nothing is open. */
public sealed interface Closure {
  /** Whether the date is closed by this. */
  boolean covers(LocalDate date);

  /** One date. */
  record ClosedDate(LocalDate date) implements Closure {
    @Override
    public boolean covers(LocalDate date) {
      return this.date.equals(date);
    }
  }

  /**
   * The same days of every year, both ends included. A range that ends before it starts wraps the
   * new year: {@code 12-24} to {@code 01-02} is ten days. {@code 02-29} exists in leap years only.
   */
  record ClosedYearly(MonthDay from, MonthDay to) implements Closure {
    @Override
    public boolean covers(LocalDate date) {
      return covers(MonthDay.from(date));
    }

    boolean covers(MonthDay day) {
      var begun = !day.isBefore(from);
      var notOver = !day.isAfter(to);
      return from.isAfter(to) ? begun || notOver : begun && notOver;
    }
  }
}
