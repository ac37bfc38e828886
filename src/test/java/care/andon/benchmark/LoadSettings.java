package care.andon.benchmark;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How long and how hard; every part can be set as {@code -Dload.<name>=}.
 *
 * @param seconds how long each operation is measured at each number of connections
 * @param warmup how long each operation runs before that
 * @param connections how many at once, one after the other
 * @param closed how many closed requests stand behind the last worklists
 * @param jvm more flags for the service's JVM
 */
record LoadSettings(
    Duration seconds, Duration warmup, List<Integer> connections, int closed, List<String> jvm) {

  static LoadSettings read() {
    return new LoadSettings(
        seconds("load.seconds", "5"),
        seconds("load.warmup", "10"),
        words("load.connections", "1,8,32").stream().map(Integer::valueOf).toList(),
        Integer.parseInt(System.getProperty("load.closed", "1000000")),
        words("load.jvm", ""));
  }

  private static Duration seconds(String name, String otherwise) {
    var seconds = Double.parseDouble(System.getProperty(name, otherwise));
    return Duration.ofMillis(Math.round(seconds * 1_000));
  }

  private static List<String> words(String name, String otherwise) {
    return Arrays.stream(System.getProperty(name, otherwise).split("[ ,]+"))
        .filter(word -> !word.isBlank())
        .toList();
  }
}
