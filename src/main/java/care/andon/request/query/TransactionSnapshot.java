package care.andon.request.query;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a statement saw of all transactions there ever were: PostgreSQL's {@code pg_snapshot}.
 *
 * @param oldest what is below it had ended, and was seen when it was committed
 * @param next this and what is above it had not begun
 * @param running what in between was not seen, ascending
 */
record TransactionSnapshot(long oldest, long next, List<Long> running) {
  /** Room for a hundred writers at once in an address that stays short. */
  static final int LONGEST_TEXT = 600;

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,18})\\+(\\d{1,18}):((?:\\d{1,18}(?:,\\d{1,18})*)?)");

  TransactionSnapshot {
    running = List.copyOf(running);
    var last = oldest - 1;
    for (var transaction : running) {
      if (transaction <= last) {
        throw new IllegalArgumentException(
            "What is running is ascending, and not below the oldest");
      }
      last = transaction;
    }
    if (oldest < 1 || next < oldest || (!running.isEmpty() && last >= next)) {
      throw new IllegalArgumentException("A snapshot goes from 1 at least up to the next");
    }
  }

  /** Reads PostgreSQL's {@code xmin:xmax:xip,xip}. */
  static TransactionSnapshot of(String snapshot) {
    var parts = snapshot.split(":", -1);
    return new TransactionSnapshot(
        Long.parseLong(parts[0]), Long.parseLong(parts[1]), numbers(parts[2]));
  }

  /** As PostgreSQL reads it. */
  String snapshot() {
    return running.stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", oldest + ":" + next + ":", ""));
  }

  /**
   * The same in few characters: each number as its distance from the one before.
   *
   * <p>With more writers at once than {@link #LONGEST_TEXT} has room for, it says instead that
   * nothing from the oldest on was seen. What ended while they were running, just before the first
   * page, then counts as having changed since.
   */
  String text() {
    var distances = new StringJoiner(",");
    var last = oldest;
    for (var transaction : running) {
      distances.add(String.valueOf(transaction - last));
      last = transaction;
    }
    var text = oldest + "+" + (next - oldest) + ":" + distances;
    return text.length() > LONGEST_TEXT ? oldest + "+0:" : text;
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it did not
   */
  static TransactionSnapshot parse(String text) {
    var matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("Not what a first page saw");
    }
    var oldest = Long.parseLong(matcher.group(1));
    var running = new ArrayList<Long>();
    var last = oldest;
    for (var distance : numbers(matcher.group(3))) {
      last += distance;
      running.add(last);
    }
    return new TransactionSnapshot(oldest, oldest + Long.parseLong(matcher.group(2)), running);
  }

  private static List<Long> numbers(String list) {
    return list.isEmpty()
        ? List.of()
        : Pattern.compile(",").splitAsStream(list).map(Long::valueOf).toList();
  }
}
