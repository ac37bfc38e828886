package care.andon.request.query;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A PostgreSQL snapshot ({@code pg_snapshot}): which transactions a statement could see.
 *
 * @param oldest every transaction below it had ended, and is seen if it was committed
 * @param next this transaction and all above it had not begun
 * @param running the transactions in between that were still running, ascending
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
            "Running transactions are ascending and not below the oldest");
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
   * Writes it in few characters: each number as its distance from the one before.
   *
   * <p>If there are too many running transactions for {@link #LONGEST_TEXT}, the text says that no
   * transaction from the oldest on was seen. Requests changed just before the first page then count
   * as changed since the first page.
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
      throw new IllegalArgumentException("Not the text of a snapshot");
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
