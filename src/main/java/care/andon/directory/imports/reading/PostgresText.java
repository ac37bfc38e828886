package care.andon.directory.imports.reading;

import care.andon.kernel.Category;
import care.andon.kernel.WireNames;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as PostgreSQL writes them, so that uploaded and stored ones can be compared. */
final class PostgresText {
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

  private PostgresText() {}

  static @Nullable String of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case LocalTime time -> SECONDS.format(time);
      case LocalDateTime time -> time.toLocalDate() + " " + SECONDS.format(time);
      case Category category -> WireNames.of(category);
      case Set<?> days -> days(days);
      case List<?> words -> words.stream().map(String::valueOf).collect(Collectors.joining(" "));
      default -> value.toString();
    };
  }

  private static String days(Set<?> days) {
    return days.stream()
        .map(day -> String.valueOf(((DayOfWeek) day).getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
